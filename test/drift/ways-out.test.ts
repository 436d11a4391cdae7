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
    `keep-theirs: In ${PAYMENTS_ADDRESS}, write scope = "admin". A deploy then leaves scope unchanged.`,
    `stop-owning: In ${PAYMENTS_ADDRESS}, write lifecycle { ignore_changes = [scope] }, or add scope to the list that is there. Deploys then send scope only to create the auth method.`,
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

test('a value is written whole, and so that neither a compiler nor Terraform takes a part of it for something else', () => {
  const live = `"q" \\ \${var.x} %{if} \n \u202e ${'x'.repeat(300)}`;
  expect(textsOf({ audience: live }, {})[1]).toContain(
    `write audience: "\\"q\\" \\\\ $\${var.x} %%{if} \\n \\u202e ${'x'.repeat(300)}". A deploy`,
  );
});

test.each([
  ['TypeScript', true, 'audience: "a\\u200bb\\u061c\\u2028\\u2029\\u00a0\\ufeff\\ufe0f\\udb40\\udc41"'],
  ['HCL', false, 'audience = "a\\u200bb\\u061c\\u2028\\u2029\\u00a0\\ufeff\\ufe0f\\U000e0041"'],
])('what is not seen in a value is not pasted unseen: %s', (_, withCode, written) => {
  const live = 'a\u200bb\u061c\u2028\u2029\u00a0\ufeff\ufe0f\u{e0041}';
  expect(textsOf({ audience: live }, {}, withCode)[1]).toContain(`, write ${written}. A deploy`);
});
