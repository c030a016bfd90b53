/** 256 everyday English words, none of them rude, none a near twin of another when read out. */
export const oneTimeWords: readonly string[] = `
  Acorn Alder Amber Anchor Apple Apron Arrow Aspen Autumn Bacon Bagel Bamboo Banana Banjo Barley Basil Basket Beach
  Beacon Bear Beaver Bench Berry Bicycle Birch Bird Biscuit Bison Blanket Blossom Boat Bottle Boulder Bread Breeze
  Brick Bridge Broom Brush Bucket Butter Button Cabin Cactus Camel Camera Candle Canoe Canyon Carpet Carrot Castle
  Cedar Celery Cello Chair Chalk Cherry Chimney Circle Clay Clock Cloud Clover Coast Coconut Coffee Comet Compass
  Copper Coral Cotton Cradle Crane Crayon Cricket Crystal Curtain Daisy Dancer Desert Diamond Dolphin Donkey Dragon
  Drum Eagle Ember Falcon Feather Fern Fiddle Finch Flag Flame Flute Forest Fossil Fountain Fox Frost Galaxy Garden
  Garlic Gazelle Ginger Giraffe Glacier Globe Glove Goat Granite Grape Guitar Hammer Harbor Harp Harvest Hazel Helmet
  Heron Honey Horse Igloo Island Ivory Ivy Jacket Jasmine Jigsaw Jungle Juniper Kayak Kettle Kiwi Ladder Lagoon Lantern
  Laurel Lemon Lentil Lily Linen Lion Lotus Lumber Magnet Mango Maple Marble Marsh Meadow Melon Mint Mirror Monkey Moon
  Mountain Museum Mustard Napkin Needle Nest Noodle Nutmeg Oak Oasis Ocean Olive Onion Orange Orbit Orchid Otter Owl
  Oyster Paddle Palm Panda Panther Paper Parrot Peach Pearl Pebble Pecan Pencil Pepper Piano Pigeon Pillow Pine Planet
  Plum Pocket Pond Poppy Potato Prairie Puzzle Quartz Quilt Rabbit Radish Rainbow Raven Ribbon River Robin Rocket Rose
  Saddle Saffron Sailor Salmon Satin Scarf Shell Silver Sketch Spoon Spruce Squash Star Stone Storm Sugar Summer Sunset
  Swan Table Teapot Tiger Timber Tomato Torch Tower Trumpet Tulip Turtle Valley Vanilla Velvet Violin Walnut Willow
  Window Winter Yellow Zebra
  Almond Balloon Candy Donut Flannel Muffin
`.trim().split(/\s+/);
