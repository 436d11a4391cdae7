import fc from '../../helpers/random';
import { readValue, writeValue } from '../../../lib/plugin/values';
import { typed } from './typed-values';

test('any value of any type comes back as it went', () => {
  fc.assert(
    fc.property(typed, ({ type, value }) => {
      expect(readValue(writeValue(value, type), type)).toEqual(value);
    }),
  );
});
