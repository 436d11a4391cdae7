import { quoted } from '../text/quoted';
import type { Explanation } from '../client/errors';
import type { AuthMethod } from '../wire/answer';

/** Auth methods cannot be listed or chosen. The message shows what to do. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/** @param mask hides credentials in a text */
export function failed(explanations: readonly Explanation[], mask: (text: string) => string): ImportError {
  return new ImportError(
    explanations.map(({ summary, detail }) => mask(`${summary}\n\n${detail}`)).join('\n\n'),
  );
}

/** @param similar existing names that may have been meant */
export function noneOfThisName(name: string, similar: readonly string[]): ImportError {
  const names = similar.map((other) => `  ${quoted(other)}\n`).join('');
  return new ImportError(
    `No auth method has the name ${quoted(name)}.\n\n` +
      `${names === '' ? '' : `Similar names:\n${names}\n`}Run it without names to list all.`,
  );
}

export function noneOfThisId(id: string): ImportError {
  return new ImportError(
    `No auth method has the id ${id}.\n\n` +
      'Run it without names to list all. If this is a name that looks like an id, write name: before it.',
  );
}

export function severalOfThisName(name: string, methods: readonly AuthMethod[]): ImportError {
  return new ImportError(
    `${methods.length} auth methods have the name ${quoted(name)}:\n` +
      `${methods.map(({ id }) => `  ${id}`).join('\n')}\n\nGive the id instead.`,
  );
}
