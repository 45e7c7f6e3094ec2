import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repositoryPath, uriOf } from '../../../src/report/places/repository-path.ts';

const PATHS: readonly [file: string, currentDirectory: string, root: string, path: string][] = [
  ['a.yaml', '/home/shop', '/home/shop', 'a.yaml'],
  ['a.yaml', '/home/shop/k8s/prod', '/home/shop', 'k8s/prod/a.yaml'],
  ['/home/shop/a.yaml', '/home/shop/k8s', '/home/shop', 'a.yaml'],
  ['/tmp/a.yaml', '/home/shop', '/home/shop', '../../tmp/a.yaml'],
  ['/home/shopping/a.yaml', '/home/shop', '/home/shop', '../shopping/a.yaml'],
  ['a.yaml', '/', '/', 'a.yaml'],
  ['..a/b.yaml', '/home', '/home', '..a/b.yaml'],
  ['C:/work/shop/a.yaml', 'C:/work/shop/k8s', 'C:/work/shop', 'a.yaml'],
  ['C:/other/a.yaml', 'C:/work/shop', 'C:/work/shop', '../../other/a.yaml'],
  ['D:/a.yaml', 'C:/work/shop', 'C:/work/shop', 'D:/a.yaml'],
];

for (const [file, currentDirectory, root, path] of PATHS) {
  test(`${file} seen from ${currentDirectory} is ${path} in ${root}`, () => {
    expect(repositoryPath(file, { currentDirectory, root, links: new Map() })).toBe(path);
  });
}

test('a file that is reached by a link is where it lies', () => {
  const links = new Map([['a.yaml', '/home/shop/real/b.yaml']]);
  const location = { currentDirectory: '/home/shop/k8s', root: '/home/shop', links };
  expect(repositoryPath('a.yaml', location)).toBe('real/b.yaml');
});

const ADDRESSES: readonly [path: string, uri: string][] = [
  ['k8s/a.yaml', 'k8s/a.yaml'],
  ['k8s/my file #1 100%.yaml', 'k8s/my%20file%20%231%20100%25.yaml'],
  ['日本/ä.yaml', '%E6%97%A5%E6%9C%AC/%C3%A4.yaml'],
  ['a:b?.yaml', 'a%3Ab%3F.yaml'],
  ["(it's)*!.yaml", '%28it%27s%29%2A%21.yaml'],
  ['../x y.yaml', '../x%20y.yaml'],
  ['\ud800.yaml', '%EF%BF%BD.yaml'],
  ['D:/x y.yaml', 'file:///D:/x%20y.yaml'],
];

for (const [path, uri] of ADDRESSES) {
  test(`${path} has the address ${uri}`, () => expect(uriOf(path)).toBe(uri));
}

test('an address holds no character with a meaning, and reads back as the path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (path) => {
      fc.pre(!/^[A-Za-z]:\//.test(path));
      expect(uriOf(path)).toMatch(/^(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})*$/);
      expect(decodeURIComponent(uriOf(path))).toBe(path);
    }),
  );
});
