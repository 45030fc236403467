namespace VoisinsVigilants.Domain.Alerts;

/// <summary>The closed list of what an alert is about; the French name, menu digit and words of each live in <c>sms-scripts/categories</c>. Stored by name.</summary>
public enum AlertCategory
{
    /// <summary>CAMBRIOLAGE: a home, shed, garage or shop broken into, or an attempt.</summary>
    Burglary,

    /// <summary>VOL: a bag, bicycle, parcel, wood, fuel, metal.</summary>
    Theft,

    /// <summary>VEHICULE: a vehicle stolen, opened, searched, or a part of it taken.</summary>
    Vehicle,

    /// <summary>SUSPECT: somebody or a vehicle behaving suspiciously, scouting.</summary>
    Suspicious,

    /// <summary>DEGRADATION: damage, graffiti, bins or a car burnt.</summary>
    Damage,

    /// <summary>ARNAQUE: false official, false tradesman, aggressive doorstep selling, phishing.</summary>
    Scam,

    /// <summary>VIOLENCE: assault, threats, fight, harassment.</summary>
    Violence,

    /// <summary>STUPEFIANTS: drug dealing or use.</summary>
    Drugs,

    /// <summary>NUISANCE: noise, dangerous riding, dumping, a stray dog.</summary>
    Nuisance,

    /// <summary>SOLIDARITE: somebody needs help, has not been seen, is lost or found.</summary>
    Solidarity,

    /// <summary>DANGER: fire, smoke, gas, flood, fallen tree or cable, obstacle on the road.</summary>
    Danger,

    /// <summary>AUTRE: a real report that fits none.</summary>
    Other,
}
