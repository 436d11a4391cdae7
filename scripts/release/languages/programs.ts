import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../programs';

export const LANGUAGES = ['python', 'java', 'go'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is downloaded and generated once for all releases. */
export const CACHE = join(ROOT, '.cache/languages');

/**
 * Fills a folder unless it exists. The rename makes it appear complete or not at all.
 *
 * @param fill writes into an empty folder
 * @returns the folder
 */
export function filledOnce(folder: string, fill: (empty: string) => void): string {
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, 'unfinished-'));
  fill(unfinished);
  renameSync(unfinished, folder);
  return folder;
}

interface Needed {
  /** Commands that end with 0 where the tools of the language are installed. */
  readonly commands: readonly string[];
  /** What to install, as a person would look for it. */
  readonly install: string;
}

const NEEDED: Readonly<Record<Language, Needed>> = {
  python: { commands: ['python3 -m pip --version'], install: 'Python 3.10 or newer with pip' },
  java: {
    commands: ['javac -version', 'javadoc --version', 'mvn --version'],
    install: 'JDK 17 or newer and Maven',
  },
  // From 1.21 on, Go gets the version that a module asks for. Much older ones have no -C.
  go: { commands: ['go env -C . GOROOT'], install: 'Go 1.21 or newer' },
};

/** What has to be installed before a release can have packages for these languages; empty if nothing. */
export function missingTools(languages: readonly Language[], env = process.env): string[] {
  return languages
    .filter((language) =>
      NEEDED[language].commands.some((command) => {
        const [program = '', ...args] = command.split(' ');
        return spawnSync(program, args, { env, stdio: 'ignore' }).status !== 0;
      }),
    )
    .map((language) => NEEDED[language].install);
}

/** @param missing what {@link missingTools} found */
export function toolsMissing(missing: readonly string[]): Error {
  return new Error(
    `These are not installed: ${missing.join(', ')}. ` +
      'The packages for other languages are built with them. ' +
      'Install them, or give --languages with those of python, java and go that you can build, or none.',
  );
}
