import { CHECKS, type Finding, type Status } from './finding';

/** The first number of the JSON form's version goes up when a reader would have to change. */
const FORMAT = '1.0';

const WORDS: Record<Status, string> = { ok: 'ok', wrong: 'WRONG', 'not-checked': 'not checked' };

const STATUS_WIDTH = Math.max(...Object.values(WORDS).map((word) => word.length)) + 2;
const CHECK_WIDTH = Math.max(...Object.values(CHECKS).map((word) => word.length)) + 2;

/** A line for each finding, and one more where there is something to do. */
export function textReport(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ status, check, subject, found, advice }) => {
    const words = subject === undefined ? found : `${subject}: ${found}`;
    const first = `${WORDS[status].padEnd(STATUS_WIDTH)}${CHECKS[check].padEnd(CHECK_WIDTH)}${words}`;
    return advice === undefined ? [first] : [first, `${' '.repeat(STATUS_WIDTH + CHECK_WIDTH)}${advice}`];
  });
  return [...lines, '', summary(findings), ''].join('\n');
}

function summary(findings: readonly Finding[]): string {
  const count = (status: Status) => findings.filter((finding) => finding.status === status).length;
  const rest = count('not-checked') === 0 ? '' : ` Not checked: ${count('not-checked')}.`;
  return `${count('wrong') === 0 ? 'Nothing is wrong.' : `Wrong: ${count('wrong')}.`}${rest}`;
}

/** The JSON form: docs/doctor.schema.json. */
export function jsonReport(findings: readonly Finding[], madeBy: string): string {
  return `${JSON.stringify({ format: FORMAT, madeBy, ok: isHealthy(findings), findings }, undefined, 2)}\n`;
}

export function isHealthy(findings: readonly Finding[]): boolean {
  return findings.every(({ status }) => status !== 'wrong');
}
