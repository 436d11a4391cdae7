import { notChecked, ok, type Finding } from './finding';

/** The variables that calls to Datadog take their proxy from, in the order in which they are read. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];

/** Which proxies are set. User names and passwords in them are not shown. */
export function checkProxy(environment: NodeJS.ProcessEnv): Finding {
  const set = VARIABLES.flatMap((name) => {
    const value = environment[name];
    return value ? [{ name, value }] : [];
  });
  const broken = set.find(({ value }) => !/^https?:\/\//i.test(value) || !URL.canParse(value));
  if (broken)
    return notChecked(
      'proxy',
      `${broken.name} is not an http or https URL, so a call that uses this proxy may fail.`,
      `If May read is wrong, begin ${broken.name} with http:// or https://, as in http://proxy.example.com:3128.`,
    );
  const origins = set.map(({ name, value }) => `${name} ${new URL(value).origin}`);
  return ok('proxy', origins.join(', ') || 'none');
}

/** A proxy may have a password in its URL, which an error can repeat. */
export function passwordsOfProxies(environment: NodeJS.ProcessEnv): string[] {
  return Object.entries(environment).flatMap(([name, value = '']) =>
    /_proxy$/i.test(name) ? (/\/\/[^/@]*:([^/@]+)@/.exec(value)?.slice(1) ?? []) : [],
  );
}
