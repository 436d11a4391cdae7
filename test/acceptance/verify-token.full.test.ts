// The same with everything logged, and with a provider that Terraform starts.
import './verify-token.test';
