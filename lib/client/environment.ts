import { withoutValue } from '../checks';
import { SETTINGS, type SettingName } from '../settings';
import { invalidSetting, type SettingProblem } from './connection-errors';

/** The settings in the configuration; omitted ones are absent. */
export type GivenSettings = { readonly [Name in SettingName]?: string | number };

/** A setting in the configuration or the environment. */
interface Setting {
  readonly name: SettingName;
  /** The setting's name in the configuration, or the variable. */
  readonly from: string;
  readonly value: string;
  /** Absent if the value is valid. */
  readonly problem?: SettingProblem;
}

/** A setting in the configuration, which a file of the project or a plan can hold with any value. */
export function fromCode(name: SettingName, given: GivenSettings): Setting | undefined {
  const value = given[name];
  return value === undefined ? undefined : setting(name, name, String(value));
}

/** The first of a setting's environment variables that is set; an empty one counts as unset. */
export function fromEnvironment(name: SettingName, environment: NodeJS.ProcessEnv): Setting | undefined {
  const variable = rowOf(name)?.environment.find((candidate) => environment[candidate]);
  if (variable === undefined) return undefined;
  return setting(name, variable, environment[variable] as string);
}

/** All credentials, whether or not a login uses them. They must never be shown. */
export function secretsIn(given: GivenSettings, environment: NodeJS.ProcessEnv): string[] {
  return SETTINGS.filter(({ secret }) => secret).flatMap(({ terraform, environment: variables }) =>
    [given[terraform as SettingName], ...variables.map((variable) => environment[variable])].flatMap(
      (value) => String(value ?? '').trim() || [],
    ),
  );
}

function setting(name: SettingName, from: string, value: string): Setting {
  const row = rowOf(name);
  const wrong = row?.check?.((row.type === 'number' ? Number(value) : value) as never);
  if (wrong === undefined) return { name, from, value };
  // A variable's value may be a key, in the wrong variable.
  return {
    name,
    from,
    value,
    problem: invalidSetting(name, from, from === name ? wrong : withoutValue(wrong)),
  };
}

function rowOf(name: SettingName) {
  return SETTINGS.find((candidate) => candidate.terraform === name);
}
