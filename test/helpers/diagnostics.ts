const of = (severity: 'error' | 'warning') => (summary: string, detail?: string, attribute?: string) => ({
  severity,
  summary,
  ...(detail !== undefined && { detail }),
  ...(attribute !== undefined && { attribute }),
});

/** A diagnostic that a test expects. */
export const [error, warning] = [of('error'), of('warning')];
