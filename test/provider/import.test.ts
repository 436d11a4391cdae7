import { notConfigured } from '../../lib/provider/errors/shared';
import { importAuthMethod } from '../../lib/provider/life/import';

test('an id in capital letters is imported in small letters, as Datadog writes it', async () => {
  const { signal } = new AbortController();
  const { state, diagnostics } = await importAuthMethod(
    notConfigured(),
    '9E9C7E3E-E872-45B9-AD57-DF0E745C432E',
    { signal },
  );

  expect(diagnostics).toStrictEqual([]);
  expect(state?.id).toBe('9e9c7e3e-e872-45b9-ad57-df0e745c432e');
});
