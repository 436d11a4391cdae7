import { quoted } from '../text/quoted';
import type { Explanation } from '../client/errors';

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

export function severalOfThisName(name: string, ids: readonly string[]): ImportError {
  return new ImportError(
    `${ids.length} auth methods have the name ${quoted(name)}:\n` +
      `${ids.map((id) => `  ${id}`).join('\n')}\n\nGive the id instead.`,
  );
}
