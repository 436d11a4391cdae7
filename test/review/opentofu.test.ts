import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodsIn, review, verdicts } from './plans';

/**
 * A part of the story's plan, with what OpenTofu 1.12 writes differently: no `applyable` and no `complete`,
 * and its own registry for providers that name none.
 */
const PLAN = readFileSync(join(__dirname, '../fixtures/opentofu-plan.json'), 'utf8');

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
