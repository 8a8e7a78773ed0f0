export { finalView } from '../review/resolve.ts';
