import { PAYMENTS } from './auth-method';
import { TYPE } from './terraform';

export { PAYMENTS };

/** HCL of one auth method; its secret is the ephemeral variable `secret`, from `TF_VAR_secret`. */
export function authMethod(
  attributes: Readonly<Record<string, unknown>> = PAYMENTS,
  { label = 'payments', secret = 'var.secret' }: { label?: string; secret?: string | null } = {},
): string {
  const lines = Object.entries(attributes).map(([name, value]) => `  ${name} = ${JSON.stringify(value)}`);
  if (secret !== null) lines.push(`  client_secret_wo = ${secret}`);
  return `resource "${TYPE}" "${label}" {\n${lines.join('\n')}\n}\n`;
}

export const SECRET_VARIABLE = `variable "secret" {
  type      = string
  ephemeral = true
}
`;
