import { Fragment } from 'react';

import { partsOf } from './chord.ts';

/** Keys as caps. A space parts alternatives. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split(' ').map((chord, index) => (
        <Fragment key={chord}>
          {index > 0 && ' '}
          <kbd>{partsOf(chord).join('+')}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
