import './keys.css';

const REPLACING = {
  lead: '口令和密钥都不能找回，只能换新的。换了以后：',
  facts: [
    '以前签发的仍然有效，核验时显示原来的指纹；原来的密钥不再用来签发。',
    '认得原来密钥的单位不认识新密钥：要把新的密钥卡发给他们，再在电话里核对新的指纹。',
    '换密钥这件事、怎么换的、说明，都记入单位记录，不能删改。',
  ],
};

const NAMESAKE = {
  lead: '两个人同名，也要说明。设了以后：',
  facts: [
    '那把同名的密钥照旧有效，不会停用；两把以指纹区分。',
    '要核验您签发的文件的单位，须收入您的密钥卡，再在电话里核对指纹。',
    '怎么设的、说明，都记入单位记录，不能删改；凡列出这把密钥的地方，都会一起显示。',
  ],
};

/** What a new key means for others, said before it is made: of a person's second one, or of one under a known name. */
export function ChangeFacts({ isNamesake }: { isNamesake: boolean }) {
  const { lead, facts } = isNamesake ? NAMESAKE : REPLACING;
  return (
    <div className="key-facts">
      <p>{lead}</p>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </div>
  );
}
