import { aws } from './aws.ts';
import { azure } from './azure.ts';
import { business } from './business.ts';
import { commands } from './commands.ts';
import { googleCredentials } from './google-credentials.ts';
import { googleData } from './google-data.ts';
import { googleMachineLearning } from './google-machine-learning.ts';
import { googleOperations } from './google-operations.ts';
import { googleServices } from './google-services.ts';
import { intelligence } from './intelligence.ts';
import { messaging } from './messaging.ts';
import { observability } from './observability.ts';
import type { Provider } from './provider.ts';

/** All known providers, by topic. */
export const providers: readonly Provider[] = [
  ...googleCredentials,
  ...googleData,
  ...googleOperations,
  ...googleServices,
  ...googleMachineLearning,
  ...aws,
  ...azure,
  ...observability,
  ...messaging,
  ...business,
  ...intelligence,
  ...commands,
];
