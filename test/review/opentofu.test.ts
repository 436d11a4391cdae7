import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodsIn, plan, review, verdicts } from './plans';

/**
 * A part of the story's plan, with what OpenTofu 1.12 writes differently: no `applyable` and no `complete`,
 * and its own registry for providers that name none.
 */
const PLAN = readFileSync(join(__dirname, '../fixtures/opentofu-plan.json'), 'utf8');

const madeBy = (content: string, known = {}) =>
  review(content, { refreshed: 'yes', ...known }).stacks[0]?.plan.madeBy;

test('a plan of OpenTofu is reviewed like one of Terraform, and names OpenTofu', () => {
  const made = review(PLAN);
  const [stack] = made.stacks;
  const [billing, payments] = methodsIn(made);

  expect(stack?.plan).toStrictEqual({
    madeBy: 'OpenTofu',
    terraformVersion: '1.12.6',
    madeAt: '2026-11-23T20:00:00Z',
    refreshed: 'yes',
    refreshOnly: false,
    applyable: true,
    errored: false,
  });
  expect(stack?.others).toStrictEqual({ unchanged: 0, changed: 1 });
  expect(billing && verdicts(billing)).toMatchObject({ audience: 'drifted-agreed' });
  expect(payments && verdicts(payments)).toMatchObject({ scope: 'drifted-put-back' });
  expect(payments?.requests.map(({ method, body }) => [method, body?.data.attributes])).toStrictEqual([
    ['PATCH', { client_id: 'payments-webhooks-2', scope: 'read:webhooks write:webhooks' }],
  ]);
});

test.each([
  ['with `applyable`, by the registry', JSON.stringify({ ...JSON.parse(PLAN), applyable: true }), 'OpenTofu'],
  [
    'of a pre-release without a registry',
    plan({ terraform_version: '1.12.6-dev', applyable: undefined }),
    'OpenTofu',
  ],
  [
    "of Terraform with Terraform's registry",
    plan({
      configuration: { provider_config: { null: { full_name: 'registry.terraform.io/hashicorp/null' } } },
    }),
    'Terraform',
  ],
])('a plan %s is recognised', (_, content, maker) => {
  expect(madeBy(content)).toBe(maker);
});

test('who ran the program knows better than the plan', () => {
  expect(madeBy(plan({ terraform_version: '1.12.6-dev' }), { madeBy: 'OpenTofu' })).toBe('OpenTofu');
  expect(madeBy(PLAN, { madeBy: undefined })).toBe('OpenTofu');
});
