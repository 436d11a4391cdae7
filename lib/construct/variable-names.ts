/**
 * The variable of a construct id. It comes from the id alone, not from the path, so that the code shows what
 * to set in the environment. A shell accepts no dash in a name.
 */
export function variableName(id: string): string {
  return id.replace(/\W/g, '_').replace(/^(?=\d)/, '_');
}

export function environmentVariable(variable: string): string {
  return `TF_VAR_${variable}`;
}
