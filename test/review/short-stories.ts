import type { MethodFinding } from '../../lib/review/review';
import {
  ABSENT,
  finding,
  method,
  methodWith,
  NOT_READABLE,
  patch,
  reviewOf,
  stackOf,
  value,
} from './reviews';

const PLAN = stackOf([]).plan;

/** An auth method as a plan with `-refresh-only` tells it: what the code wants is left out. */
function withoutCode(name: string): MethodFinding {
  const whole = method(name);
  const attributes = whole.attributes.map((held) =>
    held.verdict === 'in-sync' ? { ...held, verdict: 'not-drifted' as const, wanted: NOT_READABLE } : held,
  );
  return { ...whole, attributes };
}

const edited = withoutCode('payments');
const deleted = withoutCode('refunds');

/** What a nightly job finds: one was edited, one was deleted, two are as they were. */
export const NIGHTLY = reviewOf([
  stackOf(
    [
      withoutCode('alerts'),
      {
        ...edited,
        attributes: edited.attributes.map((held) =>
          held.attribute === 'scope'
            ? finding('scope', 'drifted', [value('read:webhooks'), value('admin'), NOT_READABLE])
            : held,
        ),
      },
      {
        ...deleted,
        action: 'gone',
        notes: ['Somebody deleted it in Datadog.'],
        attributes: deleted.attributes.map((held) =>
          held.deployed.kind === 'value'
            ? { ...held, verdict: 'drifted' as const, live: ABSENT }
            : { ...held, live: ABSENT },
        ),
      },
      withoutCode('search'),
    ],
    { plan: { ...PLAN, refreshOnly: true } },
  ),
]);

/** Three stacks: one to change, one in sync, one that was not refreshed. */
export const STACKS = reviewOf([
  stackOf(
    [
      methodWith(
        'payments',
        [
          finding('scope', 'changed', [
            value('read:webhooks'),
            value('read:webhooks'),
            value('write:webhooks'),
          ]),
        ],
        { action: 'update', requests: [patch({ scope: 'write:webhooks' })] },
      ),
    ],
    { stack: 'webhooks-eu' },
  ),
  stackOf([method('payments'), method('refunds')], {
    stack: 'webhooks-us',
    plan: { ...PLAN, applyable: false },
  }),
  stackOf([method('payments')], {
    stack: 'webhooks-test',
    plan: { ...PLAN, refreshed: 'not-known', applyable: false },
    notCompared: ['The plan does not tell whether Datadog was asked for its values.'],
  }),
]);
