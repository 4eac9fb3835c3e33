// Writes schema/PatContracts.Schema/Text/UnicodeData.txt from the Unicode data of the Node.js that runs it:
//
//   node eng/unicode-data.mjs > schema/PatContracts.Schema/Text/UnicodeData.txt
//
// A line is a set of code points: its kind, its names, and its terms. A term is a range or the name of another set. A range is "skip" or "skip+more": the
// distance from the end of the previous range, and the number of additional code points, in hexadecimal. Terms after "!" are removed. If it is shorter, a set
// is written as the difference from other sets. In lines of the kind "fold", each range is followed by ":step" and its distance.

const last = 0x10ffff;

const categories = `Lu,Uppercase_Letter Ll,Lowercase_Letter Lt,Titlecase_Letter Lm,Modifier_Letter Lo,Other_Letter Mn,Nonspacing_Mark Mc,Spacing_Mark
  Me,Enclosing_Mark Nd,Decimal_Number,digit Nl,Letter_Number No,Other_Number Zs,Space_Separator Zl,Line_Separator Zp,Paragraph_Separator Cc,Control,cntrl
  Cf,Format Cs,Surrogate Co,Private_Use Pc,Connector_Punctuation Pd,Dash_Punctuation Ps,Open_Punctuation Pe,Close_Punctuation Pi,Initial_Punctuation
  Pf,Final_Punctuation Po,Other_Punctuation Sm,Math_Symbol Sc,Currency_Symbol Sk,Modifier_Symbol So,Other_Symbol Cn,Unassigned`;
const groups = { "LC,Cased_Letter": "Lu Ll Lt", "L,Letter": "Lu Ll Lt Lm Lo", "M,Mark,Combining_Mark": "Mn Mc Me", "N,Number": "Nd Nl No",
  "P,Punctuation,punct": "Pc Pd Ps Pe Pi Pf Po", "S,Symbol": "Sm Sc Sk So", "Z,Separator": "Zs Zl Zp", "C,Other": "Cc Cf Cs Co Cn" };

// The binary properties of ECMA-262 (table 67), each with similar sets.
const properties = {
  "ASCII": "", "ASCII_Hex_Digit,AHex": "", "Any": "", "Assigned": "Any ! Cn", "Alphabetic,Alpha": "L Nl", "Bidi_Control,Bidi_C": "",
  "Bidi_Mirrored,Bidi_M": "", "Uppercase,Upper": "Lu", "Lowercase,Lower": "Ll", "Cased": "Uppercase Lowercase Lt",
  "Case_Ignorable,CI": "Mn Me Cf Lm Sk", "Changes_When_Lowercased,CWL": "Lu", "Changes_When_Uppercased,CWU": "Ll",
  "Changes_When_Titlecased,CWT": "Changes_When_Uppercased", "Changes_When_Casemapped,CWCM": "Changes_When_Lowercased Changes_When_Uppercased",
  "Changes_When_Casefolded,CWCF": "Changes_When_Lowercased", "Changes_When_NFKC_Casefolded,CWKCF": "Changes_When_Casefolded", "Dash": "",
  "Default_Ignorable_Code_Point,DI": "", "Deprecated,Dep": "", "Diacritic,Dia": "", "Emoji": "", "Emoji_Component,EComp": "", "Emoji_Modifier,EMod": "",
  "Emoji_Modifier_Base,EBase": "", "Emoji_Presentation,EPres": "", "Extended_Pictographic,ExtPict": "Emoji", "Extender,Ext": "",
  "Grapheme_Extend,Gr_Ext": "Me Mn", "Grapheme_Base,Gr_Base": "Any ! Cc Cf Cs Co Cn Zl Zp Grapheme_Extend", "Hex_Digit,Hex": "",
  "IDS_Binary_Operator,IDSB": "", "IDS_Trinary_Operator,IDST": "", "ID_Start,IDS": "L Nl", "ID_Continue,IDC": "ID_Start Mn Mc Nd Pc", "Ideographic,Ideo": "",
  "Join_Control,Join_C": "", "Logical_Order_Exception,LOE": "", "Math": "Sm", "Noncharacter_Code_Point,NChar": "", "Pattern_Syntax,Pat_Syn": "",
  "Pattern_White_Space,Pat_WS": "", "Quotation_Mark,QMark": "", "Radical": "", "Regional_Indicator,RI": "", "Sentence_Terminal,STerm": "",
  "Soft_Dotted,SD": "", "Terminal_Punctuation,Term": "", "Unified_Ideograph,UIdeo": "Ideographic", "Variation_Selector,VS": "",
  "White_Space,space": "", "XID_Start,XIDS": "ID_Start", "XID_Continue,XIDC": "ID_Continue" };

const scripts = `Adlam,Adlm Ahom Anatolian_Hieroglyphs,Hluw Arabic,Arab Armenian,Armn Avestan,Avst Balinese,Bali Bamum,Bamu Bassa_Vah,Bass Batak,Batk Bengali,Beng
  Beria_Erfe,Berf Bhaiksuki,Bhks Bopomofo,Bopo Brahmi,Brah Braille,Brai Buginese,Bugi Buhid,Buhd Canadian_Aboriginal,Cans Carian,Cari Caucasian_Albanian,Aghb
  Chakma,Cakm Cham Cherokee,Cher Chorasmian,Chrs Common,Zyyy Coptic,Copt,Qaac Cuneiform,Xsux Cypriot,Cprt Cypro_Minoan,Cpmn Cyrillic,Cyrl Deseret,Dsrt
  Devanagari,Deva Dives_Akuru,Diak Dogra,Dogr Duployan,Dupl Egyptian_Hieroglyphs,Egyp Elbasan,Elba Elymaic,Elym Ethiopic,Ethi Garay,Gara Georgian,Geor
  Glagolitic,Glag Gothic,Goth Grantha,Gran Greek,Grek Gujarati,Gujr Gunjala_Gondi,Gong Gurmukhi,Guru Gurung_Khema,Gukh Han,Hani Hangul,Hang
  Hanifi_Rohingya,Rohg Hanunoo,Hano Hatran,Hatr Hebrew,Hebr Hiragana,Hira Imperial_Aramaic,Armi Inherited,Zinh,Qaai Inscriptional_Pahlavi,Phli
  Inscriptional_Parthian,Prti Javanese,Java Kaithi,Kthi Kannada,Knda Katakana,Kana Kawi Kayah_Li,Kali Kharoshthi,Khar Khitan_Small_Script,Kits Khmer,Khmr
  Khojki,Khoj Khudawadi,Sind Kirat_Rai,Krai Lao,Laoo Latin,Latn Lepcha,Lepc Limbu,Limb Linear_A,Lina Linear_B,Linb Lisu Lycian,Lyci Lydian,Lydi
  Mahajani,Mahj Makasar,Maka Malayalam,Mlym Mandaic,Mand Manichaean,Mani Marchen,Marc Masaram_Gondi,Gonm Medefaidrin,Medf Meetei_Mayek,Mtei
  Mende_Kikakui,Mend Meroitic_Cursive,Merc Meroitic_Hieroglyphs,Mero Miao,Plrd Modi Mongolian,Mong Mro,Mroo Multani,Mult Myanmar,Mymr Nabataean,Nbat
  Nag_Mundari,Nagm Nandinagari,Nand New_Tai_Lue,Talu Newa Nko,Nkoo Nushu,Nshu Nyiakeng_Puachue_Hmong,Hmnp Ogham,Ogam Ol_Chiki,Olck Ol_Onal,Onao
  Old_Hungarian,Hung Old_Italic,Ital Old_North_Arabian,Narb Old_Permic,Perm Old_Persian,Xpeo Old_Sogdian,Sogo Old_South_Arabian,Sarb Old_Turkic,Orkh
  Old_Uyghur,Ougr Oriya,Orya Osage,Osge Osmanya,Osma Pahawh_Hmong,Hmng Palmyrene,Palm Pau_Cin_Hau,Pauc Phags_Pa,Phag Phoenician,Phnx Psalter_Pahlavi,Phlp
  Rejang,Rjng Runic,Runr Samaritan,Samr Saurashtra,Saur Sharada,Shrd Shavian,Shaw Siddham,Sidd Sidetic,Sidt SignWriting,Sgnw Sinhala,Sinh Sogdian,Sogd
  Sora_Sompeng,Sora Soyombo,Soyo Sundanese,Sund Sunuwar,Sunu Syloti_Nagri,Sylo Syriac,Syrc Tagalog,Tglg Tagbanwa,Tagb Tai_Le,Tale Tai_Tham,Lana Tai_Viet,Tavt
  Tai_Yo,Tayo Takri,Takr Tamil,Taml Tangsa,Tnsa Tangut,Tang Telugu,Telu Thaana,Thaa Thai Tibetan,Tibt Tifinagh,Tfng Tirhuta,Tirh Todhri,Todr
  Tolong_Siki,Tols Toto Tulu_Tigalari,Tutg Ugaritic,Ugar Unknown,Zzzz Vai,Vaii Vithkuqi,Vith Wancho,Wcho Warang_Citi,Wara Yezidi,Yezi Yi,Yiii
  Zanabazar_Square,Zanb`;

const words = text => text.split(/\s+/).filter(word => word);
const characters = Array.from({ length: last + 1 }, (_, codePoint) => String.fromCodePoint(codePoint));

function read(expression) {
  const test = new RegExp(`\\p{${expression}}`, "u");
  return Uint8Array.from(characters, character => test.test(character) ? 1 : 0);
}

function ranges(holds) {
  const found = [];
  for (let codePoint = 0; codePoint <= last; codePoint++) {
    if (!holds(codePoint)) continue;
    const first = codePoint;
    while (codePoint < last && holds(codePoint + 1)) codePoint++;
    found.push([first, codePoint]);
  }
  return found;
}

function write(found) {
  let end = 0;
  return found.map(([first, final]) => {
    const term = (first - end).toString(16) + (final > first ? "+" + (final - first).toString(16) : "");
    end = final;
    return term;
  }).join(" ");
}

const sets = new Map();
const lines = [];

function add(kind, names, near, set) {
  if (near) {
    const [included, excluded] = near.split("!").map(words);
    const base = codePoint => included.some(name => sets.get(name)[codePoint]) && !(excluded ?? []).some(name => sets.get(name)[codePoint]);
    const more = write(ranges(codePoint => set[codePoint] && !base(codePoint)));
    const less = [...(excluded ?? []), write(ranges(codePoint => !set[codePoint] && base(codePoint)))].join(" ").trim();
    lines.push(`${kind} ${names}: ${[included.join(" "), more].filter(part => part).join(" ")}${less ? " ! " + less : ""}`);
  } else {
    lines.push(`${kind} ${names}: ${write(ranges(codePoint => set[codePoint]))}`);
  }
  if (kind !== "scx") for (const name of names.split(",")) sets.set(name, set);
}

for (const names of words(categories)) add("gc", names, "", read(`gc=${names.split(",")[0]}`));
for (const names in groups) add("gc", names, groups[names], read(`gc=${names.split(",")[0]}`));
for (const names in properties) add("is", names, properties[names], read(names.split(",")[0]));
for (const names of words(scripts)) add("sc", names, "", read(`sc=${names.split(",")[0]}`));
for (const names of words(scripts)) add("scx", names, names.split(",")[0], read(`scx=${names.split(",")[0]}`));

// Characters that are equal under the flags i and u, each with the lowest equivalent character.
const least = new Map();
for (let codePoint = 0; codePoint <= last; codePoint++) {
  const character = characters[codePoint];
  const others = new Set();
  for (const one of [character, ...character.toLowerCase(), ...character.toUpperCase()]) {
    for (const other of [one, ...one.toLowerCase(), ...one.toUpperCase()]) others.add(other);
  }
  others.delete(character);
  for (const other of others) {
    if (!new RegExp(`^\\u{${codePoint.toString(16)}}$`, "iu").test(other)) continue;
    const [low, high] = [codePoint, other.codePointAt(0)].sort((a, b) => a - b);
    least.set(high, Math.min(least.get(high) ?? high, low));
  }
}
const root = codePoint => least.has(codePoint) ? root(least.get(codePoint)) : codePoint;
const folds = [...least.keys()].sort((a, b) => a - b).map(codePoint => [codePoint, root(codePoint)]);
const runs = [];
for (const [codePoint, target] of folds) {
  const distance = codePoint - target, run = runs[runs.length - 1];
  if (run && run.distance === distance && (run.final === run.first ? codePoint - run.final <= 2 : codePoint - run.final === run.step)) {
    run.step = codePoint - run.final;
    run.final = codePoint;
  } else {
    runs.push({ first: codePoint, final: codePoint, step: 1, distance });
  }
}
let end = 0;
lines.push("fold Simple: " + runs.map(run => {
  const term = `${(run.first - end).toString(16)}+${(run.final - run.first).toString(16)}:${run.step}:${run.distance.toString(16)}`;
  end = run.final;
  return term;
}).join(" "));

console.log(`# Unicode ${process.versions.unicode}, written by eng/unicode-data.mjs`);
for (const line of lines) console.log(line);
