import fc from 'fast-check';

const nightly = process.env['NIANSHU_NIGHTLY'] === '1';
const { NIANSHU_SEED: given } = process.env;

/**
 * The ordinary run makes the same cases each time, so that it judges the change and not the draw; the nightly run
 * draws new ones, and many more of them. NIANSHU_SEED draws others in an ordinary run.
 */
fc.configureGlobal(nightly && given === undefined ? {} : { seed: Number(given ?? 20_251_205) });

/** How many cases: twenty times as many in the nightly run. */
export const draws = (ordinary: number): number => (nightly ? ordinary * 20 : ordinary);

/*
 * Properties of Slate's editors are asynchronous ones: an editor rests in a microtask that its last operation has left, and
 * without a pause between two cases thousands of them pile up (gigabytes in the nightly run).
 */

/** How long a test may take, in milliseconds. */
export const patience = (ordinary: number): number => (nightly ? 7_200_000 : ordinary);

export { fc };
