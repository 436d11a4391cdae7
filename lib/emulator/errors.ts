import { hostIn } from '../text/host';
import { quoted } from '../text/quoted';
import { sentence } from '../text/sentence';

/** An option, the file or a call is not valid. The message shows what to do. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';
}

export function badOption(name: string, problem: string): EmulatorError {
  return new EmulatorError(`The emulator's option ${name} ${problem}.`);
}

export function cannotListen(host: string, port: number, cause: Error): EmulatorError {
  return new EmulatorError(
    `The emulator cannot listen on port ${port} of ${quoted(host)}: ${sentence(cause.message)} ` +
      'Choose another host or port (0 for any free one).',
    { cause },
  );
}

/** @param header the `Host` of a request */
export function strangeHost(header: string): string {
  return (
    `The emulator does not answer requests for the host ${quoted(hostIn(header))}. ` +
    'A web page could send them. Use 127.0.0.1 or localhost, or start the emulator with this --host.'
  );
}

export function brokenFile(file: string, problem: string): EmulatorError {
  return new EmulatorError(
    `The emulator cannot use the file ${quoted(file)}: it ${problem}. The file is unchanged. ` +
      'Correct it, delete it to start without auth methods, or name another file.',
  );
}

export function unusableFile(file: string, cause: Error): EmulatorError {
  return new EmulatorError(
    `The emulator cannot store its auth methods in the file ${quoted(file)}: ${sentence(cause.message)} ` +
      'Name a file that you can read and write.',
    { cause },
  );
}

export function noSuchMethod(idOrName: string, names: readonly string[]): EmulatorError {
  const existing = names.slice(0, 10).map(quoted).join(', ') + (names.length > 10 ? ', …' : '');
  return new EmulatorError(
    `The emulator has no auth method with the id or name ${quoted(idOrName)}. It has ${existing || 'none'}.`,
  );
}

export function refusedChange(text: string): EmulatorError {
  return new EmulatorError(`The emulator cannot make this change. ${text}`);
}
