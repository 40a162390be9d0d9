/** How long a call may take, and pauses that end early. */

const LONGEST_TIMER = 2 ** 31 - 1;

/** A moment of a monotonic clock, in milliseconds; infinity for none. */
export class Deadline {
  readonly #moment: number;

  private constructor(moment: number) {
    this.#moment = moment;
  }

  /** The moment `milliseconds` from now; infinity for never. */
  static after(milliseconds: number): Deadline {
    return new Deadline(performance.now() + milliseconds);
  }

  /** Milliseconds until the moment, 0 when it has passed. */
  get remaining(): number {
    return Math.max(0, this.#moment - performance.now());
  }

  /** Whether the moment has come. */
  get hasPassed(): boolean {
    return performance.now() >= this.#moment;
  }
}

/**
 * Calls `action` after some milliseconds, never for infinity. Returns what
 * stops the timer.
 */
export function after(milliseconds: number, action: () => void): () => void {
  if (milliseconds === Infinity) return () => undefined;
  const timer = setTimeout(action, Math.min(milliseconds, LONGEST_TIMER));
  return () => {
    clearTimeout(timer);
  };
}

/**
 * Waits. Ends early when `signal` is aborted; the caller looks at the signal.
 */
export function pause(
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      stop();
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const stop = after(Math.min(milliseconds, LONGEST_TIMER), finish);
    signal?.addEventListener("abort", finish);
    if (signal?.aborted === true) finish();
  });
}
