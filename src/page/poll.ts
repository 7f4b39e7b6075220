/**
 * Looking again and again. The page polls instead of being pushed to: a browser keeps no more than six connections to one
 * host, which six pages with an open stream would use up, and of what polls the endpoint need know nothing: no page that
 * sleeps, or comes back after the endpoint was started again, is a case of its own.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Polling {
  /** Why the last look failed. */
  readonly problem: Error | undefined;
  /** Looks at once. */
  readonly again: () => void;
}

/** Milliseconds until the next look after one that failed. */
const patience = 1_500;

/**
 * Looks as long as the page shows what `subject` says, and is seen.
 *
 * @param look answers in how many milliseconds to look again.
 */
export function usePolling(look: (signal: AbortSignal) => Promise<number>, subject: string): Polling {
  const [problem, setProblem] = useState<Error>();
  const latest = useRef(look);
  latest.current = look;
  const wake = useRef<() => void>(() => undefined);
  useEffect(() => {
    const over = new AbortController();
    setProblem(undefined);
    const loop = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const pause = await lookOnce(latest.current, over.signal, setProblem);
        await rest(pause, over.signal, wake);
        await seen(over.signal);
      }
    };
    void loop();
    return () => {
      over.abort();
    };
  }, [subject]);
  const again = useCallback(() => {
    wake.current();
  }, []);
  return { problem, again };
}

async function lookOnce(
  look: (signal: AbortSignal) => Promise<number>,
  signal: AbortSignal,
  tell: (problem: Error | undefined) => void,
): Promise<number> {
  try {
    const pause = await look(signal);
    if (!signal.aborted) tell(undefined);
    return pause;
  } catch (thrown) {
    if (!signal.aborted) tell(thrown instanceof Error ? thrown : new Error(String(thrown)));
    return patience;
  }
}

function rest(pause: number, signal: AbortSignal, wake: { current: () => void }): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, pause);
    signal.addEventListener('abort', end);
    wake.current = end;
  });
}

/** Resolves when the page is in front. */
function seen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener('visibilitychange', check);
      signal.removeEventListener('abort', check);
      resolve();
    };
    document.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check);
    check();
  });
}
