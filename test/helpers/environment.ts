// What a person happens to have set for Terraform or Datadog must not reach a test.
for (const name of Object.keys(process.env)) {
  if (/^(TF_|DD_|DATADOG_)/.test(name)) delete process.env[name];
}
process.env.CHECKPOINT_DISABLE = '1';
