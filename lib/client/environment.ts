import { SETTINGS, type SettingName } from '../settings';
import { invalidVariable, type SettingProblem } from './connection-errors';

/** The settings in the configuration; omitted ones are absent. */
export type GivenSettings = { readonly [Name in SettingName]?: string | number };

/** The first of a setting's environment variables that is set; an empty one counts as unset. */
export function fromEnvironment(
  name: SettingName,
  environment: NodeJS.ProcessEnv,
): { variable: string; value: string; problem?: SettingProblem } | undefined {
  const row = SETTINGS.find((candidate) => candidate.terraform === name);
  const variable = row?.environment.find((candidate) => environment[candidate]);
  if (row === undefined || variable === undefined) return undefined;
  const value = environment[variable] as string;
  const problem = row.check?.(value as never);
  return {
    variable,
    value,
    ...(problem === undefined ? {} : { problem: invalidVariable(variable, problem) }),
  };
}
