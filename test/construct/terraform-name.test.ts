import { ROWS } from '../../lib/attributes';
import { rowNamed, terraformName } from '../../lib/construct/terraform-name';

test.each(ROWS)('$property is $terraform in Terraform', (row) => {
  expect(rowNamed(row.property as never)).toBe(row);
  expect(terraformName(row.property as never)).toBe(row.terraform);
});
