"""The specialties that revision 0001 brings, in the order in which people are shown them.

Code, label and description. This list never changes; later revisions change the table.
"""

FIRST_SPECIALTIES = (
    ("general_medicine", "General medicine", "Your first stop for most health questions, check-ups and ongoing care."),
    ("pediatrics", "Pediatrics", "Babies, children and teenagers: illness, growth and vaccinations."),
    ("gynecology_obstetrics", "Gynecology and obstetrics", "Periods, contraception, pregnancy and menopause."),
    ("dentistry", "Dentistry", "Teeth, gums and mouth."),
    ("dermatology", "Dermatology", "Skin, hair and nails: rashes, moles, acne, itching."),
    ("ent", "Ear, nose and throat", "Hearing, sinuses, voice, tonsils, dizziness from the ear."),
    ("ophthalmology", "Ophthalmology", "Eyes and sight."),
    ("cardiology", "Cardiology", "Heart and blood pressure: chest pain, palpitations, swelling."),
    ("pulmonology", "Pulmonology", "Lungs and breathing: cough, asthma, shortness of breath."),
    ("gastroenterology", "Gastroenterology", "Stomach, bowel and liver: pain, heartburn, digestion."),
    ("neurology", "Neurology", "Brain and nerves: headache, numbness, seizures, memory."),
    ("orthopedics", "Orthopedics", "Bones, joints and muscles: injuries, back and knee pain."),
    ("rheumatology", "Rheumatology", "Inflamed joints and diseases of the immune system such as arthritis and lupus."),
    ("urology", "Urology", "Bladder, urine and men’s health."),
    ("nephrology", "Nephrology", "Kidneys."),
    ("endocrinology", "Endocrinology", "Hormones: diabetes, thyroid, weight."),
    ("psychiatry", "Psychiatry", "Mind and mood: anxiety, depression, sleep, addiction."),
    ("allergy_immunology", "Allergy and immunology", "Allergies, hay fever, reactions to food and medicines."),
    ("infectious_disease", "Infectious disease", "Infections that last, return or come from travel."),
    ("hematology", "Hematology", "Blood: anemia, clotting, bruising."),
    ("oncology", "Oncology", "Cancer: lumps that worry, treatment and follow-up."),
    ("general_surgery", "General surgery", "Hernias, gallbladder, lumps and wounds that may need an operation."),
    ("vascular_surgery", "Vascular surgery", "Arteries and veins: varicose veins, poor circulation in the legs."),
)
