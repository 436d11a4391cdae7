import { quoted } from '../checks';

/** What the emulator throws: a mistake in its options, its file or a call, in words that say what to do next. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';
}

export function badOption(name: string, problem: string): EmulatorError {
  return new EmulatorError(`The emulator's option ${name} ${problem}.`);
}

export function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): EmulatorError {
  const where = `port ${port} of ${quoted(host)}`;
  return cause.code === 'EADDRINUSE'
    ? new EmulatorError(
        `The emulator cannot listen on ${where}: it is in use. End what listens there, or choose another port (0 takes any free one).`,
        { cause },
      )
    : new EmulatorError(`The emulator cannot listen on ${where}: ${cause.message}.`, { cause });
}

export function brokenFile(file: string, problem: string, cause?: unknown): EmulatorError {
  return new EmulatorError(
    `The emulator cannot go on from the file ${quoted(file)}: it ${problem}. Nothing was changed in it; correct it, delete it to begin with no auth methods, or name another file.`,
    { cause },
  );
}

export function unusableFile(file: string, cause: Error): EmulatorError {
  return new EmulatorError(
    `The emulator cannot keep its auth methods in the file ${quoted(file)}: ${cause.message}. Name a file that can be read and written.`,
    { cause },
  );
}

export function noSuchMethod(idOrName: string, names: readonly string[]): EmulatorError {
  const there = names.slice(0, 10).map(quoted).join(', ') + (names.length > 10 ? ', …' : '');
  return new EmulatorError(
    `The emulator has no auth method with the id or name ${quoted(idOrName)}. It has ${there || 'none at all'}.`,
  );
}

export function refusedChange(text: string): EmulatorError {
  return new EmulatorError(`The emulator cannot make this change. ${text}`);
}
