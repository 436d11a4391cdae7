import type { Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import { wrongValue } from './errors/shared';

/** A row of either table, as far as a check of its value goes. */
interface CheckedRow {
  readonly terraform: string;
  readonly check?: (value: never) => string | undefined;
}

/** What is wrong with the values of a configuration, as far as they are known. */
export function wrongValues(rows: readonly CheckedRow[], config: ObjectValue): Diagnostic[] {
  return rows.flatMap((row) => {
    const value = knownValue(config, row.terraform);
    const problem = value === undefined ? undefined : row.check?.(value as never);
    return problem === undefined ? [] : [wrongValue(row.terraform, problem)];
  });
}

/** A text or a number of a configuration; undefined when it is omitted or not known yet. */
export function knownValue(config: ObjectValue, name: string): string | number | undefined {
  const value = config[name];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
