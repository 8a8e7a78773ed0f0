/** Name of the property that carries the stamp in Word's custom properties and in a PDF's information. */
export const STAMP_PROPERTY = 'NianshuStamp';
