import { quoted } from '../checks';
import type { Explanation } from '../client/errors';

/** Why auth methods cannot be listed or chosen, in words that say what to do next. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/** @param hide takes credentials out of a text that others wrote */
export function failed(explanations: readonly Explanation[], hide: (text: string) => string): ImportError {
  return new ImportError(
    explanations.map(({ summary, detail }) => hide(`${summary}\n\n${detail}`)).join('\n\n'),
  );
}

/** @param near names that may have been meant */
export function noneOfThisName(name: string, near: readonly string[], count: number): ImportError {
  const held = `Datadog holds ${count === 1 ? '1 auth method' : `${count} auth methods`}`;
  const alike =
    near.length === 0
      ? `${held}, and none has a name like this.`
      : `${held}, and none of this name. Near it are:\n${near.map((other) => `  ${quoted(other)}`).join('\n')}`;
  return new ImportError(
    `There is no auth method with the name ${quoted(name)}.\n\n${alike}\n\nRun it without names to see all.`,
  );
}

export function noneOfThisId(id: string): ImportError {
  return new ImportError(
    `There is no auth method with the id ${id}.\n\nRun it without names to see all. One that is called like an id is asked for with name: before it.`,
  );
}

export function severalOfThisName(name: string, ids: readonly string[]): ImportError {
  return new ImportError(
    `${ids.length} auth methods have the name ${quoted(name)}:\n${ids.map((id) => `  ${id}`).join('\n')}\n\nGive the id instead.`,
  );
}
