SELECT name, cups FROM drinkers ORDER BY name;
