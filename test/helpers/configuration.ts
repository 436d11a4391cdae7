import { PAYMENTS } from './auth-method';
import { TYPE } from './terraform';

export { PAYMENTS };

interface Options {
  readonly label?: string;
  /** The expression of the client secret. */
  readonly secret?: string | null;
  /** More of the block, such as `lifecycle`. */
  readonly more?: string;
}

/** HCL of one auth method; its secret is the ephemeral variable `secret`, from `TF_VAR_secret`. */
export function authMethod(
  attributes: Readonly<Record<string, unknown>> = PAYMENTS,
  { label = 'payments', secret = 'var.secret', more }: Options = {},
): string {
  const lines = Object.entries(attributes).map(([name, value]) => `  ${name} = ${JSON.stringify(value)}`);
  if (secret !== null) lines.push(`  client_secret_wo = ${secret}`);
  if (more !== undefined) lines.push(`  ${more}`);
  return `resource "${TYPE}" "${label}" {\n${lines.join('\n')}\n}\n`;
}

/** HCL that imports it. */
export function importOf(id: string, label = 'payments'): string {
  return `import {\n  to = ${TYPE}.${label}\n  id = "${id}"\n}\n`;
}

export const SECRET_VARIABLE = `variable "secret" {
  type      = string
  ephemeral = true
}
`;
