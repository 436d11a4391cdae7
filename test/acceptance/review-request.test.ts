import fc from '../helpers/random';
import type { KnownValues } from '../../lib/change/change';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { readPlan, reviewPlan, type MethodFinding, type PlannedRequest } from '../../lib/review';
import { valuesOf } from '../helpers/auth-method';
import { fullRun } from '../helpers/full-run';
import { readPlanLog } from '../../lib/project';
import { PLAN_FILE } from '../helpers/plan-json';
import { TYPE, Workspace } from '../helpers/terraform';

/**
 * Histories in one plan, and plans: Terraform's own second or two is paid once for all histories of a plan.
 */
const [TOGETHER, ROUNDS] = fullRun ? [100, 5] : [40, 1];

/** What the code says of an auth method. */
interface Declared {
  readonly values: Values;
  readonly secret: string | null;
  readonly version: number | null;
  /** Whether the client id is marked as sensitive, or only known during the apply. */
  readonly clientIdIs: 'plain' | 'sensitive' | 'late';
}

type Values = KnownValues;

interface History {
  readonly begins: 'created' | 'imported' | 'later';
  readonly first: Declared;
  /** What somebody does in Datadog. */
  readonly edit: Partial<Values> | 'remove';
  readonly then: Declared | 'removed from the code';
  readonly ignored: readonly (keyof Values)[];
  readonly replaced: boolean;
}

const values = fc
  .record({
    name: fc.constantFrom('one', 'two', 'ünï'),
    access_token_url: fc.constantFrom('https://login.example.com/token', 'http://127.0.0.1:9/t?a=b&c=<d>'),
    client_id: fc.constantFrom('client-1', 'client-2', 'client "3" \\ ${x} %{y}'),
    audience: fc.constantFrom(null, 'https://api.example.com', 'аудитория\u2028\n'),
    scope: fc.constantFrom(null, 'read', 'read write', 'write  read', 'admin'),
  })
  .map(valuesOf);

const declared = (...secrets: Declared['secret'][]): fc.Arbitrary<Declared> =>
  fc.record({
    values,
    secret: fc.constantFrom(...secrets),
    version: fc.constantFrom(null, null, 1, 2),
    clientIdIs: fc.constantFrom('plain', 'plain', 'plain', 'sensitive', 'late'),
  });

const edited = fc.record(
  {
    name: fc.constantFrom('one', 'two', 'three'),
    access_token_url: fc.constantFrom('https://login.example.com/token', 'https://other.example.com'),
    client_id: fc.constantFrom('client-1', 'client-2'),
    audience: fc.constantFrom(null, 'https://api.example.com', 'edited'),
    scope: fc.constantFrom(null, 'write read', 'admin', 'edited'),
  },
  { requiredKeys: [] },
);

const history: fc.Arbitrary<History> = fc.record({
  begins: fc.constantFrom('created', 'created', 'created', 'imported', 'later'),
  first: declared('first secret', 'second secret'),
  edit: fc.oneof({ weight: 1, arbitrary: fc.constant('remove' as const) }, { weight: 6, arbitrary: edited }),
  then: fc.oneof(
    { weight: 1, arbitrary: fc.constant('removed from the code' as const) },
    { weight: 8, arbitrary: declared('first secret', 'first secret', 'second secret', null) },
  ),
  ignored: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray(['client_id', 'audience', 'scope'] as const) },
  ),
  replaced: fc.nat(14).map((number) => number === 0),
});

test('the reviewed requests are the ones that a deploy sends, to the letter', async () => {
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(history, { minLength: TOGETHER, maxLength: TOGETHER, size: 'max' }),
      async (histories) => {
        await using emulator = await startEmulator();
        const workspace = new Workspace({ DD_HOST: emulator.url, DD_API_KEY: 'k', DD_APP_KEY: 'a' });
        try {
          await play(histories, emulator, workspace, met);
        } finally {
          workspace.remove();
        }
      },
    ),
    // A counterexample is one history of a hundred already; to shrink it would take hours.
    { numRuns: ROUNDS, endOnFailure: true },
  );
  // The histories are worth something only while they meet all kinds of requests.
  expect(Object.fromEntries([...met].sort())).toStrictEqual({
    DELETE: expect.any(Number),
    'DELETE, POST': expect.any(Number),
    PATCH: expect.any(Number),
    'PATCH, not settled': expect.any(Number),
    POST: expect.any(Number),
    'POST, not settled': expect.any(Number),
    nothing: expect.any(Number),
  });
}, 580_000);

async function play(
  histories: readonly History[],
  emulator: Emulator,
  workspace: Workspace,
  met: Map<string, number>,
): Promise<void> {
  const methods = histories.map((told, index) => ({ label: `m${index}`, told }));
  const imported = methods.filter(({ told }) => told.begins === 'imported');
  const imports = imported.map(({ label, told }) => {
    const { id } = emulator.add(named(label, { ...told.first.values, ...ofEdit(told.edit) }) as never);
    return `import {\n  to = ${TYPE}.${label}\n  id = "${id}"\n}\n`;
  });
  const begun = methods.filter(({ told }) => told.begins !== 'later');
  workspace.write(
    imports.join('') + begun.map(({ label, told }) => hcl(label, told.first, told.ignored)).join(''),
  );
  await workspace.succeed('init');
  await compare(emulator, workspace, '', new Map(begun.map(({ label, told }) => [label, told.first])), met);

  for (const { label, told } of begun) edit(emulator, label, told.edit);
  const left = methods.flatMap(({ label, told }) =>
    told.begins === 'later'
      ? [{ label, told, then: told.first }]
      : told.then === 'removed from the code'
        ? []
        : [{ label, told, then: withSecretToCreate(told.then, told) }],
  );
  workspace.write(left.map(({ label, told, then }) => hcl(label, then, told.ignored)).join(''));
  const replaced = left.filter(({ told }) => told.replaced);
  const args = replaced.map(({ label }) => `-replace=${TYPE}.${label}`).join(' ');
  await compare(emulator, workspace, args, new Map(left.map(({ label, then }) => [label, then])), met);
}

/** Nothing is created without a secret, so there the code has one. */
function withSecretToCreate(then: Declared, { edit: what, replaced }: History): Declared {
  return what === 'remove' || replaced ? { ...then, secret: then.secret ?? 'first secret' } : then;
}

/** Plans, reviews and applies, and holds what was sent for each auth method against its review. */
async function compare(
  emulator: Emulator,
  workspace: Workspace,
  args: string,
  code: ReadonlyMap<string, Declared>,
  met: Map<string, number>,
): Promise<void> {
  const { stdout } = await workspace.succeed(`plan -json -input=false -out=${PLAN_FILE} ${args}`.trim());
  const { diagnostics } = readPlanLog(stdout);
  const plan = readPlan((await workspace.succeed(`show -json ${PLAN_FILE}`)).stdout);
  const { stack } = reviewPlan(plan, { refreshed: 'yes', diagnostics });
  for (const { address, summary } of diagnostics) expectSaid(stack.methods, address, summary);
  const live = new Map(emulator.methods().map(({ id, attributes }) => [id, attributes]));
  emulator.clearRequests();
  await workspace.succeed(`apply -input=false ${PLAN_FILE}`);

  const written = emulator.requests.filter(({ method }) => method !== 'GET');
  let count = 0;
  for (const finding of stack.methods) {
    const label = finding.address.slice(TYPE.length + 1);
    const reviewed = finding.requests.flatMap((request) =>
      whole(request, code.get(label), live.get(finding.id ?? '')),
    );
    const sent = written
      .filter(
        ({ path, body }) => (finding.id && path.endsWith(finding.id)) || nameIn(body).startsWith(`${label}-`),
      )
      .map(({ method, path, body }) => text(method, path, body));
    // The address is compared with them, so that a failure tells which history it is.
    expect([finding.address, ...reviewed]).toStrictEqual([finding.address, ...sent]);
    count += reviewed.length;
    note(met, finding);
  }
  expect(written).toHaveLength(count);
}

/** What the plan warns of, and where the review says it: in its own words, or in those of the plan. */
const SAID: readonly (readonly [RegExp, (finding: MethodFinding, summary: string) => boolean])[] = [
  [/^Drift: /, ({ matches }) => matches.includes('drift')],
  [
    /^Secret rotated: /,
    ({ attributes }) =>
      attributes.some((one) => /secret/.test(one.attribute) && one.verdict !== 'secret-not-compared'),
  ],
  [/ is deleted and created again$/, ({ renamedFrom }) => renamedFrom !== undefined],
  [/^/, ({ diagnostics }, summary) => diagnostics.some((one) => one.summary === summary)],
];

function expectSaid(methods: readonly MethodFinding[], address: string, summary: string): void {
  // Terraform names no address where the code declares the resource no more.
  const isNamed = ({ attributes }: MethodFinding) =>
    attributes.some(({ deployed }) => deployed.kind === 'value' && summary.includes(`"${deployed.value}"`));
  const finding = methods.find((one) =>
    address === '' ? isNamed(one) : one.address === address || one.renamedFrom === address,
  );
  const says = SAID.find(([warning]) => warning.test(summary))?.[1];
  expect([address, summary, finding && says?.(finding, summary)]).toStrictEqual([address, summary, true]);
}

/**
 * A reviewed request with what was masked put back and what was not known filled in; none when nothing is
 * left.
 */
function whole(request: PlannedRequest, code: Declared | undefined, live?: Partial<Values>): string[] {
  const { method, path, body } = request;
  if (!body) return [text(method, path, undefined)];
  const attributes = Object.entries(body.data.attributes).flatMap(([name, value]) => {
    if (name === 'client_secret') return [[name, code?.secret]];
    if (value === '***') return [[name, code?.values.client_id]];
    if (value !== '(known after apply)') return [[name, value]];
    const stays = method === 'PATCH' && live?.client_id === code?.values.client_id;
    return stays ? [] : [[name, code?.values.client_id]];
  });
  if (attributes.length === 0) return [];
  return [text(method, path, { data: { ...body.data, attributes: Object.fromEntries(attributes) } })];
}

function text(method: string, path: string, body: unknown): string {
  return `${method} ${path} ${JSON.stringify(body)}`;
}

function nameIn(body: unknown): string {
  return (body as { data?: { attributes?: { name?: string } } } | undefined)?.data?.attributes?.name ?? '';
}

function note(met: Map<string, number>, { requests }: MethodFinding): void {
  const kind = requests.map(({ method }) => method).join(', ') || 'nothing';
  const settled = requests.every((request) => request.settled) || requests.length > 1;
  const key = settled ? kind : `${kind}, not settled`;
  met.set(key, (met.get(key) ?? 0) + 1);
}

function edit(emulator: Emulator, label: string, what: History['edit']): void {
  const method = emulator.methods().find(({ attributes }) => attributes.name?.startsWith(`${label}-`));
  if (!method) throw new Error(`Datadog has no ${label}`);
  if (what === 'remove') emulator.remove(method.id);
  else emulator.edit(method.id, named(label, what));
}

function ofEdit(what: History['edit']): Partial<Values> {
  return what === 'remove' ? {} : what;
}

/** No two auth methods may share a name, whatever the histories do. */
function named<Some extends Partial<Values>>(label: string, some: Some): Some {
  return some.name === undefined ? some : { ...some, name: `${label}-${some.name}` };
}

function hcl(
  label: string,
  { values: given, secret, version, clientIdIs }: Declared,
  ignored: readonly string[],
): string {
  const clientId = quotedHcl(given.client_id);
  const late = clientIdIs === 'late';
  const { client_id: _, ...plain } = named(label, given);
  const lines = Object.entries(plain)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `  ${name} = ${quotedHcl(value)}`);
  if (secret !== null) lines.push(`  client_secret_wo = ${quotedHcl(secret)}`);
  if (version !== null) lines.push(`  client_secret_wo_version = ${version}`);
  if (ignored.length > 0) lines.push(`  lifecycle {\n    ignore_changes = [${ignored.join(', ')}]\n  }`);
  const source = late ? `resource "terraform_data" "${label}" {\n  input = ${clientId}\n}\n` : '';
  const from = {
    plain: clientId,
    sensitive: `sensitive(${clientId})`,
    late: `terraform_data.${label}.output`,
  };
  return `${source}resource "${TYPE}" "${label}" {\n  client_id = ${from[clientIdIs]}\n${lines.join('\n')}\n}\n`;
}

function quotedHcl(value: string | null | undefined): string {
  return JSON.stringify(value).replace(/([$%])\{/g, '$1$1{');
}
