// The same stories with the cdktf CLI.
import './missing-secret.test';
