import { codeOf, drift, only, plan, PAYMENTS_ADDRESS, update } from '../review/plans';

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
