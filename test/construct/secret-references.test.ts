import { referencesIn } from '../../lib/construct/secret-references';

/** What a secret may be. */
test.each([
  ['${var.x}', 'var x'],
  ['${ var.three-a }', 'var three-a'],
  ['${var.a}${var.b}', 'var a, var b'],
  ['${"${var.x}"}', 'var x'],
  ['${(var.x)}', 'var x'],
  [
    '${ephemeral.vault_kv_secret_v2.payments.data["client_secret"]}',
    'ephemeral vault_kv_secret_v2 payments data client_secret',
  ],
  ['${data.x_y.z[0].w}', 'data x_y z 0 w'],
  ['${random_password.p.result}', 'random_password p result'],
  ['${module.vault.secret}', 'module vault secret'],
  ['${local.x}', 'local x'],
  ['${each.value}', 'each value'],
  ['${each.value.secret}', 'each value secret'],
  // A key or an index may be a literal.
  ['${var.m["a b"]}', 'var m a b'],
  ['${var.m[each.key]}', 'var m *'],
  ['${var.l[count.index]}', 'var l *'],
  ['${var.l[*].x}', 'var l * x'],
  ['${var.l.*.x}', 'var l * x'],
  ['${local.m[local.k].secret}', 'local m, local k'],
  ['${lookup(var.m, each.key)}', 'var m'],
  ['${lookup(var.m, "k", var.other)}', 'var m, var other'],
  ['${element(var.l, 0)}', 'var l'],
  ['${var.m[each . key]}', 'var m *'],
  ['${var.l[count . index]}', 'var l *'],
  // Names are in any script.
  ['${var.clé}', 'var clé'],
  ['${local.été.naïve["clé"]}', 'local été naïve clé'],
  // A function of references.
  ['${trimspace(chomp(var.x))}', 'var x'],
  ['${coalesce(var.a, var.b)}', 'var a, var b'],
  ['${jsondecode(data.a_b.c.secret_string)["client_secret"]}', 'data a_b c secret_string'],
  ['${one(data.a_b.c[*].d)}', 'data a_b c * d'],
  ['${file(var.path)}', 'var path'],
  ['${provider::vault::read(var.x)}', 'var x'],
])('allowed: %s', (template, references) => {
  expect(
    referencesIn(template)
      ?.map((steps) => steps.join(' '))
      .join(', '),
  ).toBe(references);
});

/** What has a literal in it that could be a part of the secret, or is not understood. */
test.each([
  'literal',
  '',
  'prefix-${var.x}',
  '${var.x}\n',
  '$${var.x}',
  '\\${"literal"}',
  '\\${var.x}',
  '%%{ if var.x }',
  '%{ if var.x }a%{ endif }',
  '${"literal"}',
  '${"var.x"}',
  '${"$${var.x}"}',
  '${"a"}${"b.c[0]"}',
  '${"${var.x}b"}',
  '${var.x',
  '${"var.x}',
  '${trimspace("literal")}',
  '${sensitive("literal")}',
  '${join("", ["a", var.x])}',
  '${join("", ["var.x", "\\"var.y"])}',
  '${coalesce(var.a, "literal")}',
  '${lookup(var.m, "k", "literal")}',
  '${lookup({ a = "b" }, "a")}',
  '${{ a = "b" }[var.x]}',
  '${["literal"][0]}',
  '${"literal"[0]}',
  '${element(["literal"], 0)}',
  '${[var.x, "literal"][1]}',
  '${[for s in ["literal"] : s][0]}',
  '${replace(var.x, "a", "b")}',
  '${var.a ? "b" : "c"}',
  '${var.a == "b" ? var.c : var.d}',
  '${trimspace(<<EOT\nvar.x\nEOT\n)}',
  '${/* literal */ var.x}',
  '${file("/run/secrets/payments")}',
  '${uuid()}',
  '${5}',
  '${each.key}',
  '${each . key}',
  '${each\n.\tkey}',
  '${count . index}',
  '${path . module}',
  '${élookup(var.m, "literal")}',
  '${count.index}',
  '${path.module}',
  '${self.x}',
  '${terraform.workspace}',
  '${\u0000}',
])('refused: %j', (template) => {
  expect(referencesIn(template)).toBeUndefined();
});
