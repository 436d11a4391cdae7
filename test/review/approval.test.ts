import type { JsonReview } from './plans';
import { approve, conclude, readApproval, readPlan, reviewPlan } from '../../lib/review';
import { checked, drift, entry, ID, plan, state, update } from './plans';

const TYPE = 'datadogwebhooks_oauth2_client_credentials';
const A = { address: `${TYPE}.a` };
const B = { address: `${TYPE}.b` };
const HIDDEN = { after_sensitive: { client_id: true }, before_sensitive: { client_id: true } };

const reviewed = (content: string, stack?: string) =>
  reviewPlan(readPlan(content), { stack, refreshed: 'yes' });

const APPROVED = plan({
  resource_changes: [update({ client_id: 'live-id' }, { client_id: 'code-id' }, HIDDEN, A), entry({}, B)],
  resource_drift: [drift({}, { client_id: 'live-id' }, A)],
});

/** What a later plan is told after {@link APPROVED} was approved, through the approval's file. */
function later(content: string, stack?: string): JsonReview {
  const approval = readApproval(JSON.stringify(approve([reviewed(APPROVED, stack)])));
  return checked(conclude([reviewed(content, stack)], { madeBy: '1.2.3', approval, failOn: ['moved'] }));
}

const moved = (made: JsonReview) =>
  made.stacks.flatMap(({ methods }) =>
    methods.map(({ address, attributes, notes }) => ({
      address,
      attributes: attributes
        .filter(({ movedSinceApproval }) => movedSinceApproval)
        .map(({ attribute }) => attribute),
      note: notes.find((note) => /approv/.test(note)),
    })),
  );

const still = ({ address }: { address: string }) => ({ address, attributes: [], note: undefined });

test('nothing moved: every attribute says so', () => {
  const made = later(APPROVED, 'webhooks');
  expect(moved(made)).toStrictEqual([still(A), still(B)]);
  expect([made.counts.moved, made.exit]).toStrictEqual([0, { code: 0, failedOn: [] }]);
  expect(
    made.stacks[0]?.methods[0]?.attributes.every(({ movedSinceApproval }) => movedSinceApproval === false),
  ).toBe(true);
});

test('without an approval no attribute says anything of it', () => {
  const made = checked(conclude([reviewed(APPROVED)], { madeBy: '1.2.3' }));
  expect(JSON.stringify(made)).not.toContain('movedSinceApproval');
});

const withA = (change: object, ...rest: object[]) =>
  plan({
    resource_changes: [change, entry({}, B), ...rest],
    resource_drift: [drift({}, { client_id: 'live-id' }, A)],
  });

test.each([
  [
    'a live value, though it is masked',
    plan({
      resource_changes: [update({ client_id: 'live-2' }, { client_id: 'code-id' }, HIDDEN, A), entry({}, B)],
      resource_drift: [drift({}, { client_id: 'live-2' }, A)],
    }),
    ['client_id'],
    'Changed since the approval: the live values (client_id).',
  ],
  [
    'a wanted value, though it is masked',
    withA(update({ client_id: 'live-id' }, { client_id: 'code-2' }, HIDDEN, A)),
    ['client_id'],
    'Changed since the approval: the wanted values (client_id); the requests.',
  ],
  [
    'both',
    plan({
      resource_changes: [
        update({ scope: 'x', client_id: 'live-id' }, { client_id: 'code-2' }, HIDDEN, A),
        entry({}, B),
      ],
      resource_drift: [drift({}, { scope: 'x', client_id: 'live-id' }, A)],
    }),
    ['client_id', 'scope'],
    'Changed since the approval: the live values (scope); the wanted values (client_id); the requests.',
  ],
  [
    'that the secret is sent now',
    withA(
      update(
        { client_id: 'live-id' },
        { client_id: 'code-id' },
        { ...HIDDEN, after_unknown: { client_secret_revision: true } },
        A,
      ),
    ),
    ['client_secret_wo'],
    'Changed since the approval: the wanted values (client_secret_wo); the requests.',
  ],
  [
    'the auth method that is written to',
    withA(
      update(
        { client_id: 'live-id', id: ID.replace('9', '8') },
        { client_id: 'code-id', id: ID.replace('9', '8') },
        HIDDEN,
        A,
      ),
    ),
    [],
    'Changed since the approval: the requests.',
  ],
])('what moved is named: %s', (_what, content, attributes, note) => {
  const made = later(content);
  expect(moved(made)).toStrictEqual([{ ...A, attributes, note }, still(B)]);
  expect([made.counts.moved, made.exit]).toStrictEqual([1, { code: 3, failedOn: ['moved'] }]);
});

test('an auth method that is new and one that is gone are named', () => {
  const made = later(
    plan({
      resource_changes: [
        update({ client_id: 'live-id' }, { client_id: 'code-id' }, HIDDEN, A),
        entry({}, { address: `${TYPE}.c` }),
      ],
      resource_drift: [drift({}, { client_id: 'live-id' }, A)],
    }),
  );
  expect(moved(made)[1]).toStrictEqual({
    address: `${TYPE}.c`,
    attributes: ['name', 'access_token_url', 'client_id', 'client_secret_wo', 'audience', 'scope'],
    note: 'It is new since the approval.',
  });
  expect(made.stacks[0]?.notCompared).toStrictEqual([
    `${TYPE}.b was approved. This plan has it no more, so it was not compared.`,
  ]);
  expect(made.counts.moved).toBe(2);
});

test('a stack that was not approved is new as a whole', () => {
  const approval = approve([reviewed(APPROVED, 'one')]);
  const made = checked(conclude([reviewed(APPROVED, 'two')], { madeBy: '1.2.3', approval }));
  expect(moved(made).map(({ note }) => note)).toStrictEqual(Array(2).fill('It is new since the approval.'));
});

test('the file shows no value, and the same plan approved twice looks different', () => {
  const [first, second] = [approve([reviewed(APPROVED)]), approve([reviewed(APPROVED)])];
  const text = JSON.stringify(first);
  for (const value of Object.values(state())) {
    if (typeof value === 'string') expect(text).not.toContain(value);
  }
  const digests = (approval: typeof first) =>
    Object.values(approval.stacks['']!).map(({ requests }) => requests);
  expect(digests(first)).not.toStrictEqual(digests(second));
  // The same value in two places must not be seen to be the same.
  const all = text.match(/"[A-Za-z0-9+/]{43}="/g)!.slice(1);
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  ['', 'it lacks its salt or its stacks'],
  ['[]', 'it lacks its salt or its stacks'],
  ['{"format":"2","stacks":{}}', 'it lacks its salt or its stacks'],
  ['{"format":"2","salt":"x","stacks":[]}', 'it lacks its salt or its stacks'],
  ['{"format":"9","salt":"x","stacks":{}}', 'it has a format that this version does not know'],
])('a broken approval is refused: %s', (text, problem) => {
  expect(() => readApproval(text)).toThrow(
    `The approval is broken: ${problem}. Review with --approve to write a new one.`,
  );
});
