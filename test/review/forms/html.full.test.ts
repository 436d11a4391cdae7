// The page in all appearances, and with each choice of its filter.
import './html.test';
