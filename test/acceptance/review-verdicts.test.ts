import { ROWS } from '../../lib/attributes';
import { emulated } from '../helpers/emulated';
import { told } from '../helpers/findings';
import { planJson } from '../helpers/plan-json';
import { TYPE } from '../helpers/terraform';
import { review, type JsonMethod, type JsonStack } from '../review/plans';

/** What every auth method of this story has, unless it says otherwise. */
const URL_AND_CLIENT = { access_token_url: '"https://login.example.com/token"', client_id: '"client"' };

const WEBHOOKS =
  "Datadog's API does not show which webhooks use it. " +
  'Before you deploy, check the webhooks in Datadog (Integrations > Webhooks).';

const VARIABLES = `
variable "secret" {
  type      = string
  ephemeral = true
}
variable "rotated" {
  type      = string
  ephemeral = true
  default   = "rotated-secret"
}
variable "audience" {
  type    = string
  default = null
}
variable "hidden" {
  type      = string
  sensitive = true
}
`;

function method(label: string, attributes: Record<string, string> = {}, block = ''): string {
  const all = { name: `"${label}"`, ...URL_AND_CLIENT, client_secret_wo: 'var.secret', ...attributes };
  const lines = Object.entries(all).map(([name, value]) => `  ${name} = ${value}\n`);
  return `resource "${TYPE}" "${label}" {\n${lines.join('')}${block}}\n`;
}

const IGNORING_SCOPE = '  lifecycle {\n    ignore_changes = [scope]\n  }\n';

const REVIEWED: readonly string[] = ROWS.filter((row) => row.in.includes('create')).map(
  (row) => row.terraform,
);

/**
 * What a review says of an auth method, without the lines about what is in sync and, in an attribute that no
 * test here names, has no value.
 */
function unusual(finding: JsonMethod): string[] {
  // So that a line that is not there is a usual one.
  expect(finding.attributes.map(({ attribute }) => attribute)).toStrictEqual(REVIEWED);
  const { name } = finding;
  const usual: Readonly<Record<string, string>> = {
    name: `in-sync: ${name.kind === 'value' ? name.value : ''}`,
    access_token_url: 'in-sync: https://login.example.com/token',
    client_id: 'in-sync: client',
    client_secret_wo: 'secret-not-compared: <not-readable>',
    audience: 'in-sync: <unset>',
    scope: 'in-sync: <unset>',
  };
  return told(finding).filter((line) => {
    const [attribute = '', rest] = line.split(/: (.*)/);
    return REVIEWED.includes(attribute) ? attribute in usual && rest !== usual[attribute] : true;
  });
}

const CASES: readonly (readonly [rule: string, label: string, told: readonly string[]])[] = [
  [
    'drift that the code agrees with',
    'agreed',
    [
      'agreed none (settled) name=agreed id=ID',
      'scope: drifted-agreed: read | admin | admin',
      "note: The code has Datadog's value already. A deploy whose answer was lost may have set it. Deploy once with --refresh-only (terraform apply -refresh-only) to record scope.",
    ],
  ],
  [
    'drift that ignore_changes leaves to others',
    'kept',
    ['kept none (settled) name=kept id=ID', 'scope: drifted-kept: read | admin | admin'],
  ],
  [
    'drift that the code agrees with or ignores, which only the code could tell',
    'nottold',
    [
      'nottold none (drifted) name=nottold id=ID',
      'audience: drifted-not-sent: <unset> | https://new.example.com | https://new.example.com',
    ],
  ],
  [
    'a value that only the apply tells',
    'late',
    [
      'late update (unknown) name=late id=ID',
      'client_id: unknown: client | client | <unknown>',
      '> PATCH /ID {"client_id":"(known after apply)"} (not settled)',
    ],
  ],
  [
    'a rotated secret',
    'rotated',
    [
      'rotated update (rotate) name=rotated id=ID',
      'client_secret_wo: secret-sent: <not-readable> | <not-readable> | <masked>',
      '> PATCH /ID {"client_secret":"***"}',
    ],
  ],
  ['one that moved in the code', 'renamed', ['renamed none (move) name=old id=ID moved from old']],
  [
    'one that somebody deleted in Datadog and in the code',
    'deletedboth',
    [
      'deletedboth gone name=deletedboth id=ID',
      'name: drifted-agreed: deletedboth | <absent> | <absent>',
      'access_token_url: drifted-agreed: https://login.example.com/token | <absent> | <absent>',
      'client_id: drifted-agreed: client | <absent> | <absent>',
      'client_secret_wo: secret-not-compared: <not-readable> | <absent> | <not-readable>',
      'audience: in-sync: <unset> | <absent> | <absent>',
      'scope: in-sync: <unset> | <absent> | <absent>',
    ],
  ],
  [
    'one that is deleted from the code, drifted before',
    'deleted',
    [
      'deleted delete name=deleted id=ID',
      'name: deleted: deleted | deleted | <absent>',
      'access_token_url: deleted: https://login.example.com/token | https://login.example.com/token | <absent>',
      'client_id: deleted: client | client | <absent>',
      'audience: in-sync: <unset> | <unset> | <absent>',
      'scope: drifted: <unset> | admin | <absent>',
      '> DELETE /ID',
      `note: ${WEBHOOKS}`,
    ],
  ],
  [
    'one that Terraform forgets',
    'forgotten',
    [
      'forgotten forget name=forgotten id=ID',
      'name: not-compared: forgotten | <not-readable> | <not-readable>',
      'access_token_url: not-compared: https://login.example.com/token | <not-readable> | <not-readable>',
      'client_id: not-compared: client | <not-readable> | <not-readable>',
      'audience: not-compared: <unset> | <not-readable> | <not-readable>',
      'scope: not-compared: <unset> | <not-readable> | <not-readable>',
    ],
  ],
  [
    'one that is imported',
    'imported',
    [
      'imported update (import) name=imported id=ID imported from ID',
      'name: in-sync: <absent> | imported | imported',
      'access_token_url: in-sync: <absent> | https://login.example.com/token | https://login.example.com/token',
      'client_id: changed: <absent> | before | client',
      'client_secret_wo: secret-sent: <not-readable> | <not-readable> | <masked>',
      'audience: in-sync: <absent> | <unset> | <unset>',
      'scope: in-sync: <absent> | <unset> | <unset>',
      '> PATCH /ID {"client_id":"client","client_secret":"***"}',
      'note: Imported. Datadog does not show its client secret, so the deploy sends the one in the code.',
    ],
  ],
  [
    'a sensitive value, also where somebody wrote it into another attribute',
    'sensitive',
    [
      'sensitive update (drifted) name=<masked> id=ID',
      'name: drifted-put-back: sensitive | <masked> | sensitive',
      'client_id: drifted-put-back: <masked>',
      `  keep-mine: Deploy. The request sets name to "sensitive". The request sets client_id to the code's value (sensitive). The change in Datadog is lost.`,
      "  keep-theirs: In sensitive, set name to Datadog's value (sensitive) and set client_id to Datadog's value (sensitive). A deploy then leaves name and client_id unchanged.",
      '  stop-owning: In sensitive, add name and client_id to ignore_changes. Deploys then send name and client_id only to create the auth method.',
      '> PATCH /ID {"name":"sensitive","client_id":"***"}',
    ],
  ],
];

describe('a review of a plan that the real Terraform made', () => {
  const world = emulated();
  const variables = { TF_VAR_hidden: 'hidden-client' };
  const planned = { ...variables, TF_VAR_audience: 'https://new.example.com' };

  const reviewed = async (args = '', refreshed: 'yes' | 'no' = 'yes'): Promise<JsonStack> => {
    const made = review(await planJson(world.workspace, args, planned), { refreshed });
    return made.stacks[0] as JsonStack;
  };
  const gapsIn = ({ notCompared }: JsonStack) => notCompared.map(({ text }) => text);
  const inPlan = (stack: JsonStack, ...labels: string[]) =>
    stack.methods.filter(({ address }) => labels.includes(address.slice(TYPE.length + 1))).map(unusual);

  beforeAll(async () => {
    const { emulator, workspace } = world;
    const left =
      VARIABLES +
      method('insync', { scope: '"read write"' }) +
      method('sensitive', { client_id: 'var.hidden' }) +
      method('deletedoutside', { audience: '"https://api.example.com"' }) +
      method('kept', { scope: '"read"' }, IGNORING_SCOPE) +
      method('nottold', { audience: 'var.audience' }) +
      `resource "terraform_data" "other" {}\n`;
    workspace.write(
      left +
        method('agreed', { scope: '"read"' }) +
        method('late') +
        method('rotated') +
        method('old') +
        `resource "terraform_data" "client" {\n  input = "client"\n}\n` +
        method('changed', { scope: '"read"' }) +
        method('conflict', { scope: '"read"' }) +
        method('deletedboth') +
        method('deleted') +
        method('forgotten'),
    );
    await workspace.succeed('init');
    await workspace.succeed('apply -auto-approve', variables);

    emulator.edit('agreed', { scope: 'admin' });
    emulator.edit('kept', { scope: 'admin' });
    emulator.edit('nottold', { audience: 'https://new.example.com' });
    emulator.edit('conflict', { scope: 'admin' });
    emulator.edit('deleted', { scope: 'admin' });
    emulator.edit('forgotten', { scope: 'admin' });
    emulator.edit('sensitive', { client_id: 'edited-client', name: 'is hidden-client now' });
    emulator.remove('deletedoutside');
    emulator.remove('deletedboth');
    const { id } = emulator.add({
      name: 'imported',
      access_token_url: 'https://login.example.com/token',
      client_id: 'before',
    });
    workspace.write(
      left +
        method('agreed', { scope: '"admin"' }) +
        method('late', { client_id: 'terraform_data.client.output' }) +
        method('rotated', { client_secret_wo: 'var.rotated' }) +
        method('renamed', { name: '"old"' }) +
        `resource "terraform_data" "client" {\n  input = "other"\n}\n` +
        `moved {\n  from = ${TYPE}.old\n  to = ${TYPE}.renamed\n}\n` +
        method('changed', { scope: '"read write"', verify_token: 'true' }) +
        method('conflict', { scope: '"write"' }) +
        method('imported') +
        `removed {\n  from = ${TYPE}.forgotten\n  lifecycle {\n    destroy = false\n  }\n}\n` +
        `import {\n  to = ${TYPE}.imported\n  id = "${id}"\n}\n`,
    );
  });

  test('holds all auth methods of the plan once, and counts the rest', async () => {
    const { methods, plan, notCompared, others } = await reviewed();

    const labels = ['insync', 'changed', 'conflict', 'deletedoutside', ...CASES.map(([, label]) => label)];
    expect(methods.map(({ address }) => address)).toStrictEqual(
      labels.map((label) => `${TYPE}.${label}`).sort(),
    );
    expect(plan).toStrictEqual({
      terraformVersion: expect.stringMatching(/^1\./),
      madeBy: 'Terraform',
      madeAt: expect.stringMatching(/^20.*Z$/),
      refreshed: 'yes',
      refreshOnly: false,
      applyable: true,
      errored: false,
    });
    expect(notCompared.map(({ text }) => text)).toStrictEqual([
      'Terraform does not show drift in what it deletes or forgets.',
    ]);
    expect(others).toStrictEqual({ unchanged: 1, changed: 1 });
  });

  describe('tells', () => {
    let stack: JsonStack;
    beforeAll(async () => void (stack = await reviewed()));

    test.each(CASES)('%s', (_rule, label, lines) => {
      expect(inPlan(stack, label)).toStrictEqual([lines]);
    });
  });

  test('with -refresh-only tells drift alone', async () => {
    const stack = await reviewed('-refresh-only');

    expect(inPlan(stack, 'conflict', 'deletedoutside')).toStrictEqual([
      [
        'conflict none (drifted) name=conflict id=ID',
        'name: not-drifted: conflict | conflict | <not-readable>',
        'access_token_url: not-drifted: https://login.example.com/token | https://login.example.com/token | <not-readable>',
        'client_id: not-drifted: client | client | <not-readable>',
        'audience: not-drifted: <unset> | <unset> | <not-readable>',
        'scope: drifted: read | admin | <not-readable>',
        '  keep-mine: Deploy. If the plan changes scope, the request sends what the code has, and the change in Datadog is lost.',
        '  keep-theirs: In conflict, set scope to "admin". A deploy then leaves scope unchanged.',
        '  stop-owning: In conflict, add scope to ignore_changes. Deploys then send scope only to create the auth method.',
      ],
      [
        'deletedoutside gone name=deletedoutside id=ID',
        'name: drifted: deletedoutside | <absent> | <not-readable>',
        'access_token_url: drifted: https://login.example.com/token | <absent> | <not-readable>',
        'client_id: drifted: client | <absent> | <not-readable>',
        'client_secret_wo: secret-not-compared: <not-readable> | <absent> | <not-readable>',
        'audience: drifted: https://api.example.com | <absent> | <not-readable>',
        'scope: not-drifted: <unset> | <absent> | <not-readable>',
      ],
    ]);
    expect([stack.methods.length, stack.plan.refreshOnly, gapsIn(stack), stack.others]).toStrictEqual([
      14,
      true,
      [],
      { unchanged: 0, changed: 0 },
    ]);
  });

  test('with -target says what was left out', async () => {
    const targets = ['changed', 'renamed', 'old'].map((label) => `-target=${TYPE}.${label}`);
    const stack = await reviewed(targets.join(' '));

    expect(inPlan(stack, 'changed', 'conflict')).toStrictEqual([
      [
        'changed update name=changed id=ID',
        'scope: changed: read | read | read write',
        '> PATCH /ID {"scope":"read write"}',
        'note: The deploy asks the token endpoint for a token first (verify_token). Without a token, it sends nothing.',
      ],
      [
        'conflict none (not-compared) name=conflict id=ID',
        'name: not-compared: conflict | <not-readable> | <not-readable>',
        'access_token_url: not-compared: https://login.example.com/token | <not-readable> | <not-readable>',
        'client_id: not-compared: client | <not-readable> | <not-readable>',
        'audience: not-compared: <unset> | <not-readable> | <not-readable>',
        'scope: not-compared: read | <not-readable> | <not-readable>',
      ],
    ]);
    expect(gapsIn(stack)).toStrictEqual([
      'The plan omits a part of the code (-target, or deferred changes).',
    ]);
  });

  test('with -refresh=false claims nothing of what Datadog holds', async () => {
    const stack = await reviewed('-refresh=false', 'no');

    expect(inPlan(stack, 'conflict')).toStrictEqual([
      [
        'conflict update name=conflict id=ID',
        'name: not-compared: conflict | <not-readable> | conflict',
        'access_token_url: not-compared: https://login.example.com/token | <not-readable> | https://login.example.com/token',
        'client_id: not-compared: client | <not-readable> | client',
        'audience: not-compared: <unset> | <not-readable> | <unset>',
        'scope: changed: read | <not-readable> | write',
        '> PATCH /ID {"scope":"write"}',
      ],
    ]);
    expect(gapsIn(stack)).toStrictEqual([
      'The plan did not read Datadog (-refresh=false), so it shows no drift.',
    ]);
  });

  test('with -replace deletes first and creates then', async () => {
    const stack = await reviewed(`-replace=${TYPE}.insync`);

    expect(inPlan(stack, 'insync')).toStrictEqual([
      [
        'insync replace name=insync id=ID',
        'client_secret_wo: secret-sent: <not-readable> | <not-readable> | <masked>',
        'scope: in-sync: read write',
        '> DELETE /ID',
        '> POST  {"name":"insync","access_token_url":"https://login.example.com/token","client_id":"client","scope":"read write","client_secret":"***"}',
        `note: ${WEBHOOKS}`,
      ],
    ]);
  });

  test('with -destroy says that drift is not told', async () => {
    const stack = await reviewed('-destroy');

    expect(inPlan(stack, 'conflict')).toStrictEqual([
      [
        'conflict delete name=conflict id=ID',
        'name: deleted: <not-readable> | conflict | <absent>',
        'access_token_url: deleted: <not-readable> | https://login.example.com/token | <absent>',
        'client_id: deleted: <not-readable> | client | <absent>',
        'audience: in-sync: <not-readable> | <unset> | <absent>',
        'scope: deleted: <not-readable> | admin | <absent>',
        '> DELETE /ID',
        `note: ${WEBHOOKS}`,
      ],
    ]);
    expect(gapsIn(stack)).toStrictEqual(['Terraform does not show drift in what it deletes or forgets.']);
  });
});
