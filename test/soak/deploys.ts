import fc from 'fast-check';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { COMPARED, type ComparedName } from '../../lib/attributes';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { sameValue, type KnownValues } from '../../lib/change/change';
import { environmentOf } from '../helpers/emulated';
import { valuesOf } from '../helpers/auth-method';
import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import { eventually, processesIn } from '../helpers/processes';
import { TYPE, Workspace, type Finished, type Running } from '../helpers/terraform';
import type { Outcome, Part } from './part';

const VICTIMS = ['provider', 'terraform', 'interrupt'] as const;
type Victim = (typeof VICTIMS)[number];

/** What the code says of some auth methods from now on; `null` removes one. */
type Changes = readonly { readonly label: string; readonly attributes: KnownValues | null }[];

interface Round {
  readonly changes: Changes;
  readonly victim: Victim;
  /**
   * When it is killed: at a moment of the deploy, in milliseconds from its start, or after so many writes.
   */
  readonly when: { readonly milliseconds: number } | { readonly writes: number };
}

type Code = Map<string, KnownValues>;

/** How many auth methods the code declares at most, and how many rounds are lived at scale 1. */
const METHODS = 50;
const ROUNDS = 5;

const LABELS = Array.from({ length: METHODS }, (_, index) => `m${index}`);
const attributes = (label: string): fc.Arbitrary<KnownValues> =>
  fc
    .record({
      name: fc.integer({ min: 0, max: 999 }).map((number) => `${label}-${number}`),
      access_token_url: fc.constantFrom('https://login.example.com/1', 'https://login.example.com/2'),
      client_id: fc.constantFrom('client-1', 'client-2', 'client-3'),
      audience: fc.constantFrom(null, 'https://one.example.com', 'https://two.example.com'),
      scope: fc.constantFrom(null, 'read', 'read write'),
    })
    .map(valuesOf);
const round: fc.Arbitrary<Round> = fc.record({
  changes: fc
    .subarray(LABELS, { minLength: 1 })
    .chain((labels) =>
      fc.tuple(
        ...labels.map((label) =>
          fc.record({ label: fc.constant(label), attributes: fc.option(attributes(label), { freq: 4 }) }),
        ),
      ),
    ),
  victim: fc.constantFrom(...VICTIMS),
  // Every moment alike: left to itself, fast-check prefers the first and the last.
  when: fc.oneof(
    fc.record({ milliseconds: fc.noBias(fc.integer({ min: 100, max: 2_000 })) }),
    fc.record({ writes: fc.noBias(fc.integer({ min: 1, max: 20 })) }),
  ),
});

/**
 * Deploys with random changes, each killed at a random moment, and after each one what a person would do:
 * deploy again, and follow the message where an auth method exists already. Once more Datadog must hold what
 * is declared.
 */
export const deploys: Part = {
  name: 'deploys',
  async run({ seed, scale, say }): Promise<Outcome> {
    const rounds = fc.sample(round, { seed, numRuns: Math.ceil(ROUNDS * scale) });
    const counts = { rounds: 0, provider: 0, terraform: 0, interrupt: 0, imported: 0, restored: 0 };
    const emulator = await startEmulator({ latencyMs: 50 });
    const workspace = new Workspace(environmentOf(emulator));
    const code: Code = new Map();
    try {
      write(workspace, code);
      await workspace.succeed('init');
      for (const { changes, victim, when } of rounds) {
        say(
          `round ${counts.rounds + 1}: ${changes.length} changes, ${victim} killed after ${JSON.stringify(when)}`,
        );
        for (const { label, attributes } of changes)
          if (attributes) code.set(label, attributes);
          else code.delete(label);
        write(workspace, code);
        if (await deployAndKill({ workspace, emulator }, victim, when)) counts[victim] += 1;
        if (restoreState(workspace)) counts.restored += 1;
        counts.imported += await heal(workspace, code);
        expectDeclared(emulator, code);
        emulator.clearRequests();
        counts.rounds += 1;
      }
      return { counts, failures: [] };
    } catch (error) {
      return { counts, failures: [`round ${counts.rounds + 1}: ${String(error)}`] };
    } finally {
      workspace.remove();
      await emulator.close();
    }
  },
};

function write(workspace: Workspace, code: Code, imports: ReadonlyMap<string, string> = new Map()): void {
  const resources = [...code].map(([label, attributes]) => {
    const set = Object.entries(attributes).filter(([, value]) => value !== null);
    return authMethod(Object.fromEntries(set), { label });
  });
  const blocks = [...imports].map(([label, id]) => `import {\n  to = ${TYPE}.${label}\n  id = "${id}"\n}\n`);
  workspace.write(SECRET_VARIABLE + resources.join('') + blocks.join(''));
}

/** @returns whether the victim was still at work */
async function deployAndKill(
  { workspace, emulator }: { workspace: Workspace; emulator: Emulator },
  victim: Victim,
  when: Round['when'],
): Promise<boolean> {
  const temporary = join(workspace.folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const running = workspace.start('apply -auto-approve', { TMPDIR: temporary });
  let ended = false;
  const finished = running.finished.finally(() => (ended = true));
  const start = performance.now();
  const isNow = () =>
    'milliseconds' in when
      ? performance.now() - start >= when.milliseconds
      : emulator.requests.filter(({ method }) => method !== 'GET').length >= when.writes;
  while (!ended && !isNow()) await new Promise((resolve) => setTimeout(resolve, 2));
  const inTime = !ended && kill(running, victim, temporary);
  await finished;
  await eventually(
    () => processesIn(temporary),
    (left) => left.length === 0,
  );
  return inTime;
}

function kill(running: Running, victim: Victim, temporary: string): boolean {
  if (victim === 'terraform') return running.child.kill('SIGKILL');
  if (victim === 'interrupt') return running.child.kill('SIGINT');
  const provider = processesIn(temporary).find((line) => line.includes('terraform-provider-'));
  if (provider === undefined) return false;
  process.kill(Number.parseInt(provider, 10), 'SIGKILL');
  return true;
}

/**
 * Terraform writes a local state in place. Killed while it does, it leaves a file without a state in it,
 * which it takes for an empty one; the way back is the backup that it wrote before. A first deploy has none,
 * and nothing to go back to.
 *
 * @returns whether that was necessary
 */
function restoreState({ folder }: Workspace): boolean {
  const state = join(folder, 'terraform.tfstate');
  const backup = join(folder, 'terraform.tfstate.backup');
  if (!existsSync(state) || isJson(readFileSync(state, 'utf8'))) return false;
  if (existsSync(backup)) copyFileSync(backup, state);
  else rmSync(state);
  return true;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @returns how many auth methods had to be imported */
async function heal(workspace: Workspace, code: Code): Promise<number> {
  const again = await workspace.terraform('apply -auto-approve');
  if (again.code === 0) return 0;
  const existing = existingOnes(again, code);
  write(workspace, code, existing);
  await workspace.succeed('apply -auto-approve');
  write(workspace, code);
  return existing.size;
}

/** The auth methods that the messages say exist already, with the ids to import. */
function existingOnes({ text, flat }: Finished, code: Code): Map<string, string> {
  const found = new Map<string, string>();
  for (const [label, { name }] of code) {
    const start = flat.indexOf(`Could not create auth method "${name}"`);
    const id = start < 0 ? undefined : /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(flat.slice(start))?.[0];
    if (id) found.set(label, id);
  }
  const errors = text.split('\n').filter((line) => line.startsWith('Error: ')).length;
  if (found.size === 0 || errors !== found.size) throw new Error(`no message tells how to go on:\n${text}`);
  return found;
}

function expectDeclared(emulator: Emulator, code: Code): void {
  const live = new Map(emulator.methods().map(({ attributes }) => [attributes.name, attributes]));
  const wrong = [...code.values()].filter((wanted) => {
    const held = live.get(wanted.name);
    return !held || COMPARED.some((name: ComparedName) => !sameValue(name, held[name], wanted[name]));
  });
  if (wrong.length > 0 || live.size !== code.size || emulator.methods().length !== code.size)
    throw new Error(
      `declared ${code.size}, Datadog has ${emulator.methods().length}, wrong: ${JSON.stringify(wrong)}`,
    );
}
