import { originsOf } from '../../lib/construct/secret-origins';

const VARIABLES = {
  x: { ephemeral: true },
  sensitive: { sensitive: true },
  plain: { type: 'string' },
  in_words: { ephemeral: 'false', sensitive: 'false' },
  text: { ephemeral: true, default: 'hunter2' },
  map: { sensitive: true, default: { a: 'hunter2' } },
  no_value: { ephemeral: true, default: null },
  typed: { ephemeral: true, type: 'object({ pw2 = optional(string, "hunter2") })' },
  typed_number: { ephemeral: true, type: 'object({ pw = optional(string, 12345) })' },
  typed_heredoc: { ephemeral: true, type: 'object({ pw = optional(string, <<EOT\nhunter2\nEOT\n) })' },
  types: {
    ephemeral: true,
    type: 'object({ pw2 = optional(string), "a b" = optional(list(string), []), c : optional(string, null) })',
  },
};

const LOCALS = {
  literal: 'hunter2',
  number: 12345,
  blank: ' ',
  of_function: '${upper("hunter2")}',
  of_local: '${local.literal}',
  itself: '${local.itself}',
  good: '${var.x}',
  map: { a: { secret: 'hunter2' }, good: '${var.x}' },
  list: ['${var.x}'],
  good_lists: { payments: ['${var.x}'] },
  lists: [[{ a: 'hunter2' }]],
  flat: '${flatten(local.lists)}',
  nested: { a: { secret: 'hunter2' }, secret: '${var.x}' },
  of_nested: '${local.nested[var.key]}',
  keys: { hunter2: '${var.x}' },
  of_keys: '${local.keys}',
  templates: { '${"payments"}': { '${"key"}': '${var.x}' } },
};

const originOf = (value: unknown, forEach?: unknown) =>
  originsOf(value, { variable: VARIABLES, locals: LOCALS }, forEach).map(({ kind, name }) =>
    name === undefined ? kind : `${kind} ${name}`,
  );

test.each<[unknown, string]>([
  ['hunter2', 'literal'],
  [12345, 'literal'],
  ['${trimspace("hunter2")}', 'expression'],
  ['hunter2-${var.x}', 'expression'],
  ['${local.literal}', 'local literal'],
  ['${local.number}', 'local number'],
  ['${local.of_function}', 'local of_function'],
  ['${local.of_local}', 'local literal'],
  ['${local.map.a.secret}', 'local map'],
  ['${local.map["a"].secret}', 'local map'],
  ['${local.map[each.key].secret}', 'local map'],
  ['${lookup(local.map, each.key)}', 'local map'],
  // What a function makes of a local may have another structure.
  ['${local.flat[0].a}', 'local lists'],
  // So may the member that a reference chooses.
  ['${local.of_nested.secret}', 'local nested'],
  // The keys of a map can be the secret.
  ['${keys(local.keys)[0]}', 'local keys'],
  ['${keys(merge(local.of_keys, local.keys))[0]}', 'local keys'],
  ['${jsonencode(local.of_keys)}', 'local keys'],
  ['${provider::vault::read(local.keys)}', 'local keys'],
  // Terraform may find a member that this spelling does not.
  ['${local.templates["payments"]}', 'local templates'],
  ['${local.templates["toString"]}', 'local templates'],
  ['${local.templates.refunds}', 'local templates'],
  ['${local.templates[*].payments.key}', 'local templates'],
  ['${local.list[00]}', 'local list'],
  ['${local.list["00"]}', 'local list'],
  ['${var.text}', 'default text'],
  ['${lookup(var.map, "a")}', 'default map'],
  ['${var.typed.pw2}', 'default typed'],
  ['${var.typed_number.pw}', 'default typed_number'],
  ['${var.typed_heredoc.pw}', 'default typed_heredoc'],
  ['${var.plain}', 'plain plain'],
  ['${var.in_words}', 'plain in_words'],
  ['${var.sensitive}', 'stored sensitive'],
])('%j is a secret that cdk.tf.json or a plan file has: %s', (value, origin) => {
  expect([...new Set(originOf(value))]).toStrictEqual([origin]);
});

test.each([
  undefined,
  null,
  '',
  '${var.x}',
  '${trimspace(var.x)}',
  '${var.no_value}',
  '${var.types.pw2}',
  // Terraform refuses it.
  '${var.elsewhere}',
  '${local.good}',
  '${local.blank}',
  '${local.itself}',
  '${local.map.good}',
  '${local.list[0]}',
  '${trimspace(one(lookup(merge(local.good_lists), "payments")))}',
  '${ephemeral.vault_kv_secret_v2.payments.data["client_secret"]}',
  // A key or an index is no part of the secret.
  '${var.x[local.literal]}',
  '${var.x[var.plain].secret}',
  '${lookup(var.x, var.plain)}',
  '${lookup(var.x, local.literal, var.no_value)}',
  '${element(var.x, local.number)}',
])('%j is a secret that neither has', (value) => {
  expect(originOf(value)).toStrictEqual([]);
});

test.each<[string, unknown, string[]]>([
  ['${each.value}', '${toset(["hunter2"])}', ['iterator']],
  ['${each.value.secret}', { a: { name: 'payments', secret: 'hunter2' } }, ['iterator']],
  ['${each.value.secret}', '${local.map}', ['iterator']],
  ['${each.value.secret}', { a: { name: 'payments', secret: '${var.x}' } }, []],
  ['${each.value.secret}', { a: { name: 'payments', secret: '${var.sensitive}' } }, ['stored sensitive']],
  ['${lookup(var.x, each.value)}', '${toset(["payments"])}', []],
  ['${var.x[each.value["key"]]}', { a: { key: 'payments' } }, []],
  ['${var.map[each.key]}', { payments: 'payments' }, ['default map']],
])('%s with the for_each %j: %j', (value, forEach, origins) => {
  expect([...new Set(originOf(value, forEach))]).toStrictEqual(origins);
});
