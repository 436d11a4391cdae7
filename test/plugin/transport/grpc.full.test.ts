// Several large messages at once.
import './grpc.test';
