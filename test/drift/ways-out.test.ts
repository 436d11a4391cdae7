import { TYPE } from '../helpers/terraform';
import {
  codeOf,
  drift,
  entry,
  notesOf,
  only,
  plan,
  PAYMENTS_ADDRESS,
  review,
  state,
  update,
} from '../review/plans';

const code = codeOf({ '//': { metadata: { path: 'webhooks/payments' } } });

const textsOf = (live: Record<string, unknown>, wanted: Record<string, unknown>, withCode = true) => {
  const content = plan({
    resource_changes: [update(live, wanted)],
    resource_drift: [drift({}, live)],
  });
  const method = only(content, { refreshed: 'yes', ...(withCode ? { code } : {}) });
  return method.waysOut.map(({ choice, text }) => `${choice}: ${text}`);
};

test('elsewhere they name the resource and write HCL', () => {
  expect(textsOf({ scope: 'admin' }, { scope: 'write' }, false)).toStrictEqual([
    'keep-mine: Deploy. The request sets scope to "write". The change in Datadog is lost.',
    `keep-theirs: In ${PAYMENTS_ADDRESS}, set scope to "admin". A deploy then leaves scope unchanged.`,
    `stop-owning: In ${PAYMENTS_ADDRESS}, add scope to ignore_changes. Deploys then send scope only to create the auth method.`,
  ]);
});

test('a value that Datadog has no more is kept by removing the property', () => {
  expect(textsOf({ scope: null }, {})[1]).toBe(
    'keep-theirs: In webhooks/payments, remove scope. A deploy then leaves scope unchanged.',
  );
});

test('a value that the code does not set is cleared by a deploy', () => {
  expect(textsOf({ audience: 'theirs' }, {})[0]).toBe(
    'keep-mine: Deploy. The request clears audience. The change in Datadog is lost.',
  );
});

test('a value is written whole, and the attribute in the language of the code', () => {
  const live = `"q" \n \u202e ${'x'.repeat(100)}`;
  expect(textsOf({ access_token_url: live }, {})[1]).toBe(
    `keep-theirs: In webhooks/payments, set accessTokenUrl to "\\"q\\" \\n \\u202e ${'x'.repeat(100)}". A deploy then leaves accessTokenUrl unchanged.`,
  );
});

describe('of one instance of several, they do not change the others:', () => {
  const instance = { address: `${PAYMENTS_ADDRESS}["a"]`, index: 'a' };

  test('a change', () => {
    const live = { scope: 'admin' };
    const content = plan({
      resource_changes: [update(live, {}, {}, instance)],
      resource_drift: [drift({}, live, instance)],
    });
    const textsIn = (...[known]: [Parameters<typeof only>[1]?]) =>
      only(content, known)
        .waysOut.slice(1)
        .map(({ text }) => text);
    expect(textsIn({ refreshed: 'yes', code })).toStrictEqual([
      'In webhooks/payments["a"], set scope to "admin" for this instance alone. A deploy then leaves scope unchanged.',
      'In webhooks/payments["a"], add scope to lifecycle.ignoreChanges, which applies to every instance. Deploys then send scope only to create the auth method.',
    ]);
    expect(textsIn()[0]).toBe(
      `In ${PAYMENTS_ADDRESS}["a"], set scope to "admin" for this instance alone. A deploy then leaves scope unchanged.`,
    );
  });

  test('a deletion', () => {
    const content = plan({
      resource_changes: [entry({ actions: ['create'], before: null }, instance)],
      resource_drift: [drift({}, null, instance)],
    });
    expect(notesOf(only(content, { refreshed: 'yes', code }))).toStrictEqual([
      'A deploy creates it again, with a new id. To leave it deleted, remove only the instance webhooks/payments["a"] from the code.',
    ]);
  });

  test.each([
    ['of all instances', '["a"]', `add .moveFromId('${TYPE}.old') to webhooks/payments`],
    ['that adds the key', '', `add a moved block with from = ${TYPE}.old and to = ${PAYMENTS_ADDRESS}["a"]`],
  ])('a rename %s', (_, key, advice) => {
    const old = {
      address: `${TYPE}.old${key}`,
      name: 'old',
      action_reason: 'delete_because_no_resource_config',
    };
    const content = plan({
      resource_changes: [
        entry({ actions: ['delete'], after: null }, old),
        entry({ actions: ['create'], before: null, after: state({ id: undefined }) }, instance),
      ],
    });
    const { methods = [] } = review(content, { refreshed: 'yes', code }).stacks[0] ?? {};
    expect(methods.flatMap(notesOf)[0]).toContain(`If the construct was renamed, ${advice}. Otherwise`);
  });
});
