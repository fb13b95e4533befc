//! Names of invented people and organisations, from across the communities the service is for.
//!
//! Given and family names are common ones, put together by chance; a pair that belongs to a real person is chance too.

use super::draw::Table;

/// A broad community, in the words of the census, with the names and codes that go with it.
#[derive(Debug)]
pub(super) struct Community {
    /// Self-defined ethnicity codes.
    pub(super) ethnicities: &'static [&'static str],
    /// Languages other than English.
    pub(super) languages: &'static [&'static str],
    pub(super) women: &'static [&'static str],
    pub(super) men: &'static [&'static str],
    pub(super) families: &'static [&'static str],
    /// Places of worship, invented.
    pub(super) worship: &'static [&'static str],
}

const BRITISH: Community = Community {
    ethnicities: &["W1", "W1", "W1", "W1", "W2"],
    languages: &["British Sign Language", "Welsh"],
    women: &["Alice", "Bethan", "Charlotte", "Dorothy", "Eleanor", "Grace", "Hannah", "Joan", "Lucy", "Niamh", "Sarah"],
    men: &["Alan", "Callum", "Daniel", "Edward", "George", "Harry", "Jack", "Liam", "Owen", "Peter", "Thomas"],
    families: &[
        "Ashworth",
        "Barker",
        "Byrne",
        "Cole",
        "Davies",
        "Ellis",
        "Fletcher",
        "Gallagher",
        "Hughes",
        "Marsh",
        "Norris",
        "Parsons",
        "Reid",
        "Sutton",
        "Turner",
        "Walsh",
    ],
    worship: &["Wrenbarrow Methodist Church", "St Elvan Inkberry"],
};

const EUROPEAN: Community = Community {
    ethnicities: &["W9", "W9", "W9", "W3", "W4"],
    languages: &["Polish", "Romanian", "Bulgarian", "Portuguese", "Spanish", "Ukrainian", "Italian", "Lithuanian"],
    women: &["Agnieszka", "Elena", "Ioana", "Katarzyna", "Lucia", "Oksana", "Rasa", "Sofia", "Teresa", "Yana"],
    men: &["Andrei", "Bogdan", "Dmytro", "Filip", "Giorgio", "João", "Marek", "Pavel", "Tomasz", "Vasile"],
    families: &[
        "Bondarenko",
        "Costa",
        "Dimitrova",
        "Ferreira",
        "Ionescu",
        "Kazlauskas",
        "Kowalczyk",
        "Moretti",
        "Nowicka",
        "Popa",
        "Ruiz",
        "Zielińska",
    ],
    worship: &["Kestrelham Polish Church", "Otterwick Orthodox Church"],
};

const INDIAN: Community = Community {
    ethnicities: &["A1", "A1", "A1", "A9"],
    languages: &["Gujarati", "Punjabi", "Tamil", "Hindi", "Sinhala", "Nepali"],
    women: &["Anjali", "Deepa", "Harpreet", "Kavitha", "Manjit", "Meera", "Nirmala", "Priya", "Rekha", "Sunita"],
    men: &["Anand", "Arjun", "Dinesh", "Gurpreet", "Kumaran", "Mohan", "Rahul", "Rajan", "Sanjay", "Vikram"],
    families: &["Desai", "Gill", "Jayasinghe", "Mehta", "Nadarajah", "Nair", "Patel", "Rao", "Sandhu", "Shah", "Thapa"],
    worship: &["Gurdwara Saltspoon Lane", "Umberfold Hindu Mandir", "Vetchling Tamil Temple"],
};

const PAKISTANI_BANGLADESHI: Community = Community {
    ethnicities: &["A2", "A2", "A3", "A9"],
    languages: &["Urdu", "Bengali", "Punjabi", "Pashto", "Sylheti"],
    women: &["Aisha", "Amna", "Fatima", "Nadia", "Rukhsana", "Sadia", "Samina", "Shazia", "Yasmin", "Zainab"],
    men: &["Ahmed", "Bilal", "Faisal", "Imran", "Kamran", "Naveed", "Rashid", "Shafiq", "Tariq", "Zahid"],
    families: &["Ahmad", "Akhtar", "Chowdhury", "Hussain", "Iqbal", "Mahmood", "Miah", "Rahman", "Siddiqui", "Uddin"],
    worship: &["Inkberry Road Mosque", "Yarrowmist Islamic Centre", "Thimblewell Mosque"],
};

const BLACK: Community = Community {
    ethnicities: &["B1", "B2", "B2", "B9"],
    languages: &["Somali", "French", "Yoruba", "Tigrinya", "Amharic", "Twi"],
    women: &["Abena", "Amina", "Blessing", "Chioma", "Esther", "Hodan", "Joy", "Marcia", "Selam", "Yvonne"],
    men: &["Abdi", "Emeka", "Femi", "Isaac", "Kofi", "Leroy", "Marcus", "Samuel", "Winston", "Yonas"],
    families: &[
        "Abdullahi",
        "Adeyemi",
        "Asante",
        "Baptiste",
        "Campbell",
        "Eze",
        "Farah",
        "Gebre",
        "Grant",
        "Mensah",
        "Okafor",
        "Osman",
        "Powell",
        "Tesfaye",
    ],
    worship: &["Rookhallow Pentecostal Church", "Larkthimble Somali Mosque"],
};

const EAST_ASIAN: Community = Community {
    ethnicities: &["A4", "A4", "A9", "A9", "O9"],
    languages: &["Korean", "Cantonese", "Mandarin", "Vietnamese", "Tagalog", "Japanese"],
    women: &["Eun-ji", "Haruka", "Hoi-yan", "Ji-woo", "Lan", "Maricel", "Mei", "Soo-jin", "Xiu", "Yuki"],
    men: &["Chun-ho", "Daichi", "Jae-hyun", "Jun", "Kai-ming", "Minh", "Ramon", "Seung-ho", "Wei", "Young-su"],
    families: &[
        "Chan", "Choi", "Han", "Ito", "Jung", "Lam", "Lee", "Nguyen", "Pham", "Reyes", "Santos", "Wong", "Zhou",
    ],
    worship: &["Kestrelham Korean Church", "Vetchling Buddhist Vihara"],
};

const MIDDLE_EASTERN: Community = Community {
    ethnicities: &["O2", "O2", "O9", "W9"],
    languages: &["Arabic", "Farsi", "Kurdish", "Pashto", "Turkish"],
    women: &["Dalia", "Elif", "Hala", "Laleh", "Mariam", "Noor", "Parisa", "Rana", "Shirin", "Zeynep"],
    men: &["Adnan", "Behrouz", "Emre", "Farid", "Hamza", "Karim", "Omid", "Rami", "Walid", "Yusuf"],
    families: &["Amiri", "Darwish", "Demir", "Haddad", "Hosseini", "Karimi", "Mansour", "Nasser", "Qaderi", "Yilmaz"],
    worship: &["Gorsewicket Islamic Centre", "Fernhallow Arabic Church"],
};

const JEWISH: Community = Community {
    ethnicities: &["W1", "W1", "W9"],
    languages: &["Hebrew"],
    women: &["Esther", "Leah", "Miriam", "Naomi", "Rachel", "Rivka", "Shira", "Talia"],
    men: &["Adam", "Ari", "Benjamin", "David", "Eli", "Jonathan", "Noam", "Simon"],
    families: &["Abrahams", "Adler", "Benjamin", "Feldman", "Gold", "Kaplan", "Levy", "Marks", "Rosen", "Silver"],
    worship: &["Larkthimble Synagogue", "Hazelmoat Hebrew Congregation"],
};

const MIXED: Community = Community {
    ethnicities: &["M1", "M1", "M2", "M3", "M9"],
    languages: &["French", "Spanish", "Portuguese"],
    women: &["Aaliyah", "Ella", "Jasmine", "Kayla", "Leila", "Maya", "Nina", "Zara"],
    men: &["Aaron", "Dominic", "Elijah", "Jordan", "Kieran", "Malik", "Nathan", "Reuben"],
    families: &[
        "Bailey",
        "Clarke",
        "Dacosta",
        "Francis",
        "Hassan-Price",
        "Lewis",
        "Morgan",
        "Osei-Wright",
        "Singh-Hall",
    ],
    worship: &["Mossfiddle Baptist Church"],
};

/// Communities of victims of race hate crime.
pub(super) const RACE: Table<&Community> = Table {
    shares: &[
        (140, &INDIAN),
        (150, &PAKISTANI_BANGLADESHI),
        (270, &BLACK),
        (110, &EAST_ASIAN),
        (90, &MIDDLE_EASTERN),
        (80, &MIXED),
        (100, &EUROPEAN),
    ],
    otherwise: &BRITISH,
};

/// Communities of victims of religious hate crime.
pub(super) const RELIGION: Table<&Community> = Table {
    shares: &[(110, &INDIAN), (250, &PAKISTANI_BANGLADESHI), (150, &MIDDLE_EASTERN), (100, &BLACK), (310, &JEWISH)],
    otherwise: &BRITISH,
};

/// Communities of victims of any other hate crime, and of officers: near the population's.
pub(super) const EVERYONE: Table<&Community> = Table {
    shares: &[
        (80, &INDIAN),
        (70, &PAKISTANI_BANGLADESHI),
        (110, &BLACK),
        (50, &EAST_ASIAN),
        (40, &MIDDLE_EASTERN),
        (60, &MIXED),
        (130, &EUROPEAN),
        (15, &JEWISH),
    ],
    otherwise: &BRITISH,
};

/// Invented organisations that suffer other than religious hate crime.
pub(super) const OTHER_ORGANISATIONS: &[&str] = &[
    "Otterwick Community Centre",
    "Rookhallow Primary School",
    "Mossfiddle Refugee Welcome",
    "Thistlemarch Youth Club",
    "Nettlebourne Caribbean Association",
    "Quillstone Pride Café",
    "Fernhallow Day Centre",
];
