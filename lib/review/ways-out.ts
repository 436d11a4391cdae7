import { quoted } from '../checks';
import type { AttributeFinding, Shown, WayOut } from './review';
import { escapeCharacter } from '../text/unsafe';
import { UNSEEN } from './visible';

/** What one may do about a drift that is put back and about a conflict, in the words of the provider's warnings. */
export function waysOut(
  finding: Omit<AttributeFinding, 'waysOut'>,
  address: string,
  constructPath: string | undefined,
): WayOut[] {
  const { attribute, property, live, wanted } = finding;
  if (finding.verdict !== 'drifted-put-back' && finding.verdict !== 'conflict') return [];
  // Deleted in Datadog: a value cannot be kept without the auth method, which a note is about.
  if (live.kind === 'absent') return [];
  const where = `At ${constructPath ?? address}`;
  const typescript = constructPath !== undefined;
  const name = typescript ? property : attribute;
  const write =
    live.kind === 'unset'
      ? `remove ${name}`
      : live.kind === 'value'
        ? `write ${name}${typescript ? ':' : ' ='} ${literal(live.value, typescript)}`
        : `write ${name} as Datadog holds it (sensitive, not shown here)`;
  const ignore = typescript
    ? `lifecycle: { ignoreChanges: ['${attribute}'] }`
    : `lifecycle { ignore_changes = [${attribute}] }`;
  return [
    {
      choice: 'keep-mine',
      text: `Deploy. ${
        wanted.kind === 'unset'
          ? `Datadog is told to clear ${attribute}`
          : `Datadog is sent ${attribute} ${spoken(wanted)}`
      }, and what was changed there is lost.`,
    },
    {
      choice: 'keep-theirs',
      text: `${where}, ${write}. A deploy then leaves ${attribute} as it is in Datadog.`,
    },
    {
      choice: 'stop-owning',
      text: `${where}, write ${ignore}, or add ${attribute} to the ones there. Deploys then leave ${attribute} to others: it is sent at a creation alone.`,
    },
  ];
}

/** A value as code: whole, unlike in a message, and without what Terraform would take for a reference. */
function literal(value: string, typescript: boolean): string {
  return JSON.stringify(value)
    .replace(UNSEEN, typescript ? escapeCharacter : escapedInHcl)
    .replace(/([$%])\{/g, '$1$1{');
}

/** HCL refuses a character in two halves (https://developer.hashicorp.com/terraform/language/expressions/strings). */
function escapedInHcl(character: string): string {
  const code = character.codePointAt(0) as number;
  return character.length === 1 ? escapeCharacter(character) : `\\U${code.toString(16).padStart(8, '0')}`;
}

function spoken(value: Shown): string {
  return value.kind === 'value' ? quoted(value.value) : '(sensitive, not shown here)';
}
