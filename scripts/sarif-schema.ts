import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from './conformance/installed.ts';

// Copies the JSON schema of SARIF 2.1.0 out of the npm package that brings it along, with its licence. Usage:
// tsx scripts/sarif-schema.ts

const PACKAGE = '@microsoft/sarif-multitool-linux';
const SCHEMAS = join(import.meta.dirname, '../schemas');

const LICENSE = `sarif-2.1.0.json is a copy of the file of that name in ${PACKAGE} 5.7.0
(https://github.com/microsoft/sarif-sdk), which is under the following licence.

Copyright (c) Microsoft Corporation

All rights reserved.

MIT License

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED *AS IS*, WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;

installed(`${PACKAGE}@5.7.0`, (folder) => {
  copyFileSync(
    join(folder, 'node_modules', PACKAGE, 'sarif-2.1.0.json'),
    join(SCHEMAS, 'sarif-2.1.0.json'),
  );
});
writeFileSync(join(SCHEMAS, 'sarif-2.1.0.LICENSE'), LICENSE);
