import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'vitest';
import { runner } from '../../src/lsp/runner.ts';

interface Job {
  readonly run: (isOld: () => boolean) => Promise<boolean>;
  /** How far runs came: `done` or `given up`. */
  readonly ends: string[];
}

/** A job of several steps, as long as `milliseconds` in all. */
function job(milliseconds: number): Job {
  const ends: string[] = [];
  return {
    ends,
    async run(isOld) {
      const end = performance.now() + milliseconds;
      while (performance.now() < end) {
        await pause(1);
        if (!isOld()) continue;
        ends.push('given up');
        return false;
      }
      ends.push('done');
      return true;
    },
  };
}

function fail(error: unknown): void {
  throw error;
}

test('a newer change makes an older run give up; who waits gets the newest', async () => {
  const { run, ends } = job(50);
  const { changed, settled } = runner(run, fail);
  const waiting = settled();
  await pause(5);
  changed();
  await waiting;
  assert.deepEqual(ends, ['given up', 'done']);
});

test('a burst of changes is one run, once a run has shown that it takes a while', async () => {
  const { run, ends } = job(60);
  const { changed, settled } = runner(run, fail);
  await settled();
  for (let count = 0; count < 10; count++) {
    changed();
    await pause(2);
  }
  await pause(200);
  assert.deepEqual(ends, ['done', 'done']);
});

test('a run that fails is told, and ends the waiting', async () => {
  const failures: unknown[] = [];
  const { settled } = runner(
    async () => {
      throw new Error('a bug');
    },
    (error) => failures.push(error),
  );
  await settled();
  assert.match(String(failures[0]), /a bug/);
});

test('who waits for a runner that is stopped waits no longer', async () => {
  const { run, ends } = job(10_000);
  const { settled, stop, changed } = runner(run, fail);
  const waiting = settled();
  await pause(5);
  stop();
  await waiting;
  changed();
  await pause(20);
  assert.deepEqual(ends, ['given up']);
});
