/** Does one job again and again, whenever what it rests on has changed. */
export interface Runner {
  /** What the job rests on has changed: a run that is under way is given up. */
  readonly changed: () => void;
  /** Resolves when the job is done for all changes so far; does not wait for more. */
  readonly settled: () => Promise<void>;
  /** No further run begins, one that is under way is given up, and nobody waits for it any more. */
  readonly stop: () => void;
}

/** The longest wait for a burst of changes to end, in milliseconds. */
const LONGEST_WAIT = 150;

/**
 * After a change a run waits for as long as the last one took, at most 150 ms: in a burst of changes a long run is not begun
 * in vain, and a short one comes at once. `job` gives up, and says so with `false`, when it is told that it is out of date;
 * what it throws goes to `failed`.
 */
export function runner(
  job: (isOld: () => boolean) => Promise<boolean>,
  failed: (error: unknown) => void,
): Runner {
  let wanted = 1;
  let done = 0;
  let last = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;

  async function runOnce(): Promise<void> {
    const version = wanted;
    const start = performance.now();
    let isDone = true;
    try {
      isDone = await job(() => isStopped || version !== wanted);
    } catch (error) {
      failed(error);
    }
    if (!isDone) return;
    done = version;
    last = performance.now() - start;
  }

  function run(): Promise<void> {
    clearTimeout(timer);
    running ??= runOnce().finally(() => {
      running = undefined;
      if (done < wanted && !isStopped) wait();
    });
    return running;
  }

  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(run, Math.min(last, LONGEST_WAIT));
  }

  return {
    changed() {
      wanted++;
      if (!running && !isStopped) wait();
    },
    async settled() {
      const version = wanted;
      while (done < version && !isStopped) await run();
    },
    stop() {
      clearTimeout(timer);
      isStopped = true;
    },
  };
}
