import * as messages from '../../lib/plugin/generated/decode/tfplugin6';
import type { ObjectValue } from '../../lib/plugin/value';
import { writeObject } from '../../lib/plugin/values';
import { callerOf } from '../plugin/protocol/routes';
import { TYPE } from '../helpers/terraform';
import { DECLARED, emulateDatadog } from './in-process';
import { deployed } from './life/deployed';

/** Terraform 1.16 sends the private data of a saved plan with the plan that it makes during apply. */

emulateDatadog();

/** A saved plan that is made with one configuration, and planned again during its apply with another. */
async function planAgain(saved: ObjectValue, applied: ObjectValue, { hands }: { hands: boolean }) {
  const { resource, provider, walk, state, stored } = await deployed();
  const { id, protocol, client_secret_revision } = state as Record<string, string>;
  const type = resource.schema.attributes;
  const plan = async (config: ObjectValue, plannedPrivate?: Uint8Array) => {
    await walk();
    return callerOf(provider)('PlanResourceChange', {
      typeName: TYPE,
      priorState: writeObject(state, type),
      proposedNewState: writeObject({ ...config, id, protocol, client_secret_revision } as ObjectValue, type),
      config: writeObject(config, type),
      priorPrivate: stored,
      clientCapabilities: { writeOnlyAttributesAllowed: true, storePlannedPrivate: hands },
      ...(plannedPrivate && { plannedPrivate }),
    });
  };
  const { plannedPrivate } = await plan(saved);
  return (await plan(applied, hands ? plannedPrivate : undefined)).diagnostics;
}

const RENAMED = { ...DECLARED, client_id: 'payments-2' };
const ROTATED = { ...RENAMED, client_secret_wo: 'second' };

test('a secret that was rotated after a plan without it ends in one error', async () => {
  expect(await planAgain(RENAMED, ROTATED, { hands: true })).toMatchObject([
    {
      severity: messages.Diagnostic_Severity.ERROR,
      summary: 'The client secret of auth method "payments" changed after the plan was made',
      detail:
        'The saved plan sends no client secret, and it cannot be extended. Nothing was sent.\n\n' +
        'Plan again. The new plan sends the client secret.',
      attribute: { steps: [{ attributeName: 'client_secret_wo' }] },
    },
  ]);
});

test.each([
  ['that the plan sends anyway', ROTATED, { ...ROTATED, client_secret_wo: 'third' }, true],
  ['with a Terraform that hands over nothing', RENAMED, ROTATED, false],
])('a rotated secret %s is a warning', async (_, saved, applied, hands) => {
  expect(await planAgain(saved, applied, { hands })).toMatchObject([
    {
      severity: messages.Diagnostic_Severity.WARNING,
      summary: 'Secret rotated: auth method "payments"',
    },
  ]);
});

test('an unchanged secret is applied as planned', async () => {
  expect(await planAgain(RENAMED, RENAMED, { hands: true })).toStrictEqual([]);
});
